"""A headless Chromium, from Debian's packages."""

import os
import shutil
from pathlib import Path

from selenium import webdriver


def open(profile: Path) -> webdriver.Chrome:
    """Start a browser that keeps what it caches in a folder and talks to this machine alone."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        raise FileNotFoundError("no chromium or chromedriver: run the tests by Tests/run, which installs them")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    options.add_argument("--headless=new")
    options.add_argument(f"--user-data-dir={profile}")
    options.add_argument("--disable-dev-shm-usage")  # containers have a small /dev/shm
    options.add_argument("--disable-background-networking")
    options.add_argument("--disable-component-update")
    options.add_argument("--no-first-run")
    options.add_argument("--no-proxy-server")
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
    if os.getuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium refuses its sandbox to root
    os.environ["no_proxy"] = "127.0.0.1,localhost"  # for the talk with the driver
    browser = webdriver.Chrome(options, webdriver.ChromeService(driver))
    browser.set_page_load_timeout(60)
    return browser
