#pragma once
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

/* Hidden behind _GNU_SOURCE, which Swift's importer does not define. */
int pthread_setname_np(pthread_t thread, const char *name);
