/* A disk that fails: what FAILING_CALL does to the file FAILING_FILE ends with EIO. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int fails(const char *call, int fd)
{
    char link[64], path[PATH_MAX];
    const char *wanted = getenv("FAILING_CALL"), *file = getenv("FAILING_FILE");
    ssize_t length;

    if (!wanted || !file || strcmp(wanted, call))
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    if (!strstr(path, file))
        return 0;
    errno = EIO;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t read(int fd, void *buffer, size_t size)
{
    return fails("read", fd) ? -1 : REAL(read)(fd, buffer, size);
}

ssize_t pread64(int fd, void *buffer, size_t size, off64_t offset)
{
    return fails("read", fd) ? -1 : REAL(pread64)(fd, buffer, size, offset);
}

ssize_t pwrite64(int fd, const void *buffer, size_t size, off64_t offset)
{
    return fails("write", fd) ? -1 : REAL(pwrite64)(fd, buffer, size, offset);
}

int fsync(int fd)
{
    return fails("sync", fd) ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return fails("sync", fd) ? -1 : REAL(fdatasync)(fd);
}
