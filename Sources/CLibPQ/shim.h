#pragma once
#include <libpq-fe.h>

/* Swift's #if cannot see LIBPQ_HAS_*, so what differs between libpq 14 and 18 is decided here. */
#ifndef LIBPQ_HAS_PIPELINING
#error "LibPQ needs libpq 14 or newer (pipeline mode)"
#endif

/* Ends a unit. libpq 17 can queue the Sync without a write of its own; older ones write at once. */
static inline int libpq_send_sync(PGconn *connection) {
#ifdef LIBPQ_HAS_SEND_PIPELINE_SYNC
  return PQsendPipelineSync(connection);
#else
  return PQpipelineSync(connection);
#endif
}
