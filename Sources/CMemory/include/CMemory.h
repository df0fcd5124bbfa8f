#ifndef CMEMORY_H
#define CMEMORY_H

/// Has blocks of memory given back to the system soon after they are free, at a small cost in time.
void cmemory_give_back_early(void);

/// Gives back what is free between blocks that are in use; takes time for each free block.
void cmemory_give_back_now(void);

#endif
