// The least that a check of an unchanged tree takes: what `check` is measured against.
//
// l-warm build FOLDER INDEX   remembers what lies below a folder
// l-warm check INDEX THREADS  looks whether all is as it was
//
// The index is mapped: folders (path, time of change, their files), then files of 64 bytes (name,
// size, time, inode, room for a digest), then names. Threads take 16 folders at a time; each is opened
// and asked for its times, and each file of it is asked for its own by the folder's descriptor.
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct header { uint64_t folders, files, names; };
struct folder { uint64_t path, time, first, count; };
struct file { uint64_t name, size, time, inode; unsigned char digest[32]; };

static uint64_t nanoseconds(const struct timespec *time) {
  return time->tv_sec * 1000000000ull + time->tv_nsec;
}

static void *grown(void *memory, size_t size, uint64_t count, uint64_t *room) {
  if (count < *room) return memory;
  *room = *room ? *room * 2 : 1024;
  memory = realloc(memory, *room * size);
  if (!memory) abort();
  return memory;
}

static struct folder *folders;
static struct file *files;
static char *names;
static uint64_t folder_count, file_count, name_count, folder_room, file_room, name_room;

static uint64_t keep(const char *name) {
  size_t size = strlen(name) + 1;
  while (name_count + size >= name_room) {
    name_room = name_room ? name_room * 2 : 1 << 16;
    names = realloc(names, name_room);
    if (!names) abort();
  }
  memcpy(names + name_count, name, size);
  name_count += size;
  return name_count - size;
}

static void add_folder(const char *path) {
  folders = grown(folders, sizeof *folders, folder_count, &folder_room);
  folders[folder_count++] = (struct folder){.path = keep(path)};
}

static int build(const char *top, const char *index) {
  add_folder(top);
  for (uint64_t at = 0; at < folder_count; at++) {
    char path[4096];
    snprintf(path, sizeof path, "%s", names + folders[at].path);
    DIR *stream = opendir(path);
    struct stat status;
    if (!stream || fstat(dirfd(stream), &status) != 0) return 1;
    folders[at].time = nanoseconds(&status.st_mtim);
    folders[at].first = file_count;
    for (struct dirent *entry; (entry = readdir(stream));) {
      if (entry->d_name[0] == '.') continue;
      if (entry->d_type == DT_DIR) {
        char below[4096 + 256];
        snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
        add_folder(below);
      } else if (fstatat(dirfd(stream), entry->d_name, &status, 0) == 0) {
        files = grown(files, sizeof *files, file_count, &file_room);
        files[file_count++] = (struct file){.name = keep(entry->d_name), .size = status.st_size,
          .time = nanoseconds(&status.st_mtim), .inode = status.st_ino};
      }
    }
    folders[at].count = file_count - folders[at].first;
    closedir(stream);
  }
  FILE *out = fopen(index, "w");
  struct header header = {folder_count, file_count, name_count};
  if (!out || fwrite(&header, sizeof header, 1, out) != 1 ||
      fwrite(folders, sizeof *folders, folder_count, out) != folder_count ||
      fwrite(files, sizeof *files, file_count, out) != file_count ||
      fwrite(names, 1, name_count, out) != name_count)
    return 1;
  return fclose(out);
}

static _Atomic uint64_t next_folder;
static _Atomic uint64_t changed;

static void *check(void *unused) {
  for (;;) {
    uint64_t at = atomic_fetch_add(&next_folder, 16);
    if (at >= folder_count) return unused;
    for (uint64_t end = at + 16 < folder_count ? at + 16 : folder_count; at < end; at++) {
      struct stat status;
      int folder = open(names + folders[at].path, O_PATH | O_CLOEXEC);
      if (folder < 0 || fstat(folder, &status) != 0 ||
          nanoseconds(&status.st_mtim) != folders[at].time)
        changed++;
      for (uint64_t row = folders[at].first; row < folders[at].first + folders[at].count; row++)
        if (fstatat(folder, names + files[row].name, &status, 0) != 0 ||
            nanoseconds(&status.st_mtim) != files[row].time ||
            (uint64_t)status.st_size != files[row].size || status.st_ino != files[row].inode)
          changed++;
      close(folder);
    }
  }
}

int main(int count, char **arguments) {
  if (count == 4 && strcmp(arguments[1], "build") == 0) return build(arguments[2], arguments[3]);
  if (count != 4) return 64;
  int index = open(arguments[2], O_RDONLY);
  struct stat status;
  if (index < 0 || fstat(index, &status) != 0) return 1;
  char *start =
    mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, index, 0);
  if (start == MAP_FAILED) return 1;
  struct header *header = (struct header *)start;
  folder_count = header->folders;
  folders = (struct folder *)(header + 1);
  files = (struct file *)(folders + header->folders);
  names = (char *)(files + header->files);
  pthread_t threads[64];
  int others = atoi(arguments[3]) - 1;
  for (int at = 0; at < others && at < 64; at++) pthread_create(threads + at, NULL, check, NULL);
  check(NULL);
  for (int at = 0; at < others && at < 64; at++) pthread_join(threads[at], NULL);
  printf("%lu changed\n", (unsigned long)changed);
  return changed != 0;
}
