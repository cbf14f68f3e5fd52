/* Windows: no committed entry is passed over by a lane's claims, and none is taken twice.
 *
 * Transactions that enqueue commit late, out of order, or abort; two workers claim from one lane. At the end the
 * lane is drained, and whatever was committed must have been taken exactly once. A claim is five statements, and
 * anything may happen between two of them; under READ COMMITTED each sees what is committed when it starts.
 *
 * Rules can be taken away one at a time by -D…; README.md has the list. Xids are 1, 2, 3 …; a set of them is a bit mask.
 */
#ifndef ENQUEUERS
#define ENQUEUERS 3
#endif
#ifndef CLAIMS
#define CLAIMS 2          /* by the first of two workers, before the lane is drained; the other makes one */
#endif
#define XIDS 20
#define ROWS 2            /* entries of a transaction at most */
#define BIT(x) (1 << (x))

/* What pg_current_snapshot() tells: everything below xmax is finished but for what is running. */
typedef Snapshot { byte xmax; int running };
#define VISIBLE(snapshot, xid) ((xid) < snapshot.xmax && (snapshot.running & BIT(xid)) == 0)

byte next_xid = 1;
byte end_of_finished = 1; /* the highest finished xid + 1: a snapshot's xmax */
int running, committed;
byte rows[XIDS];          /* entries that a transaction has inserted; seq is 1 … rows */
int taken[ROWS + 1];      /* history: by seq, the transactions whose entry was claimed */

/* The lane: its row lock, and its newest claim. Before the first, a window in which nothing is visible. */
byte lane_lock;
byte cursor_ordinal, cursor_xid, cursor_seq;
Snapshot cursor_low, cursor_high;

byte begun, working = ENQUEUERS + 2;

inline begin(xid) { xid = next_xid; next_xid++; running = running | BIT(xid) }

inline end(xid, commits) {
  running = running & ~BIT(xid);
  if :: commits -> committed = committed | BIT(xid) :: else fi;
  if :: xid >= end_of_finished -> end_of_finished = xid + 1 :: else fi
}

/* PostgreSQL leaves the transaction's own xid out of its snapshots: below xmax it counts as finished. */
inline take_snapshot(snapshot, own) {
  snapshot.xmax = end_of_finished;
#ifdef STANDBY_SNAPSHOT
  snapshot.running = 0;
#else
  snapshot.running = running & (BIT(end_of_finished) - 1) & ~BIT(own)
#endif
}

#define AFTER(xid, seq) ((xid) > position_xid || ((xid) == position_xid && (seq) > position_seq))
#ifdef NO_LATE_COMMITS     /* only the ranges from low.xmax on, without low's transactions that were in progress */
#define IN_WINDOW(xid) (VISIBLE(high, xid) && (xid) >= low.xmax)
#elif defined(SEQUENCE_ONLY) /* the usual mistake: whatever is committed behind the last position */
#define IN_WINDOW(xid) true
#else
#define IN_WINDOW(xid) (VISIBLE(high, xid) && !VISIBLE(low, xid))
#endif

/* One statement: up to `limit` entries of the window behind the position, in the order of (xid, seq). */
inline read_window(seen) {
  found = 0;
  xid = 1;
  do
  :: xid < next_xid && found < limit ->
     seq = 1;
     do
     :: seq <= rows[xid] && found < limit ->
        if
        :: (seen & BIT(xid)) && IN_WINDOW(xid) && AFTER(xid, seq) ->
           found_xid[found] = xid; found_seq[found] = seq; found++
        :: else
        fi;
        seq++
     :: else -> break
     od;
     xid++
  :: else -> break
  od;
  xid = 0; seq = 0
}

inline read_cursor() {
  ordinal = cursor_ordinal; position_xid = cursor_xid; position_seq = cursor_seq;
  low.xmax = cursor_low.xmax; low.running = cursor_low.running;
  high.xmax = cursor_high.xmax; high.running = cursor_high.running;
#ifdef FIRST_LOW_IS_NOW    /* a lane's first window begins at the current snapshot */
  if
  :: ordinal == 0 -> take_snapshot(high, 0); take_snapshot(low, 0)
  :: else
  fi
#endif
}

inline take_found() {
  i = 0;
  do
  :: i < found ->
     assert((taken[found_seq[i]] & BIT(found_xid[i])) == 0);  /* NOT TAKEN TWICE */
     taken[found_seq[i]] = taken[found_seq[i]] | BIT(found_xid[i]);
     i++
  :: else -> break
  od
}

inline claim() {
#ifdef ONE_SNAPSHOT        /* lock and cursor in one statement: the cursor is of the time before the lock */
  d_step { read_cursor() };
#endif
  /* Another lane would be tried instead of waiting; with one lane that is the same as coming later. */
  d_step { lane_lock == 0 -> begin(own); lane_lock = own };
#ifndef ONE_SNAPSHOT
  d_step { read_cursor() };
#endif
#ifdef OLD_READ            /* the entries read with a snapshot that is older than high */
  old_committed = committed;
#endif
  d_step { read_window(committed) };
  if
#ifdef MOVES_ON_TOO_EARLY  /* the next window begins although this one has entries left */
  :: true ->
#else
  :: found == 0 ->
#endif
     d_step {
#ifdef GAP                 /* low is not the last high, but a snapshot taken anew */
       take_snapshot(low, own);
#else
       low.xmax = high.xmax; low.running = high.running;
#endif
       position_xid = 0; position_seq = 0
     };
     d_step { take_snapshot(high, own) };
#ifdef OLD_READ
     d_step { read_window(old_committed) }
#else
     d_step { read_window(committed) }
#endif
  :: else
  fi;
#ifdef NOT_ALONE           /* the claiming transaction enqueues as well */
  if
  :: working > 0 -> rows[own] = 1
  :: true
  fi;
#endif
  d_step {
    if
    :: found > 0 ->
#ifdef NO_ORDINAL_KEY
#else
       assert(cursor_ordinal == ordinal); /* NEVER A CONFLICT ON (lane, ordinal) */
#endif
       take_found();
       cursor_ordinal = ordinal + 1;
       cursor_xid = found_xid[found - 1]; cursor_seq = found_seq[found - 1];
       cursor_low.xmax = low.xmax; cursor_low.running = low.running;
       cursor_high.xmax = high.xmax; cursor_high.running = high.running
    :: else
    fi;
    lane_lock = 0;
    end(own, true);
    own = 0; ordinal = 0; low.xmax = 0; low.running = 0; high.xmax = 0; high.running = 0; i = 0;
    position_xid = 0; position_seq = 0;
    found_xid[0] = 0; found_seq[0] = 0; found_xid[1] = 0; found_seq[1] = 0
  }
}

#define CLAIM_VARIABLES \
  byte limit = 2, own, ordinal, position_xid, position_seq, xid, seq, i, found; \
  byte found_xid[2]; byte found_seq[2]; Snapshot low; Snapshot high; int old_committed

/* They begin in the order of their numbers, since nothing else tells them apart. */
proctype Enqueuer(byte number) {
  byte own;
  if
  :: d_step { begun == number -> begun++; begin(own); rows[own] = 1 }
  :: d_step { begun == number -> begun++; begin(own); rows[own] = 2 }
  fi;
  if
  :: d_step { end(own, true); working-- }
  :: d_step { end(own, false); working-- }   /* or its server process dies, or the server */
  fi
}

proctype Claimer(byte claims) {
  CLAIM_VARIABLES;
  do
  :: claims > 0 ->
     if :: limit = 1 :: limit = 2 fi;
     claim();
     claims--
  :: else -> break
  od;
  working--
}

/* When everybody is through: claims until nothing is found, and then counts. */
proctype Drain() {
  CLAIM_VARIABLES;
  byte last = 1;
  working == 0;
  do
  :: last > 0 -> claim(); last = found
  :: else -> break
  od;
  xid = 1;
  d_step {
    do
    :: xid < next_xid ->
       seq = 1;
       do
       :: seq <= rows[xid] ->
          assert((committed & BIT(xid)) == 0 || (taken[seq] & BIT(xid)) != 0); /* NOTHING LOST */
          assert((committed & BIT(xid)) != 0 || (taken[seq] & BIT(xid)) == 0); /* NOTHING OF AN ABORTED ONE */
          seq++
       :: else -> break
       od;
       xid++
    :: else -> break
    od;
    xid = 0; seq = 0
  }
}

init {
  byte i;
  atomic {
    cursor_low.xmax = 1; cursor_high.xmax = 1;
    do :: i < ENQUEUERS -> run Enqueuer(i); i++ :: else -> break od;
    run Claimer(CLAIMS); run Claimer(1); run Drain()
  }
}
