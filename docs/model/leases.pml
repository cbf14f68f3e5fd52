/* Leases: what is claimed is settled once, whoever dies, freezes, or loses a reply, and is never forgotten.
 *
 * Worker 0 is the unlucky one: it may be killed at any moment, be slow for longer than a lease (others take over, and it
 * wakes), and lose replies; a call it gave up may still be executed much later. Worker 1 is the one that takes over.
 * Somebody cancels jobs. Windows are proven in windows.pml: here a lane's cursor is the set of entries that were taken.
 *
 * No process polls without a reason, so every run must come to an end: a state in which nobody can move and a job is not settled
 * is a lost job, or a deadlock (spin: invalid end state). Rules can be taken away by -D…: README.md has the list.
 */
#ifndef JOBS
#define JOBS 3            /* entries; the last is in a lane of its own */
#endif
#ifndef LOSSES
#define LOSSES 1          /* replies to claims that worker 0 may lose */
#endif
#ifndef LAPSES
#define LAPSES 1          /* times that worker 0 is slow for a lease without being dead */
#endif
#ifndef GIVE_UPS
#define GIVE_UPS 1        /* batches that worker 0 may release */
#endif
#ifndef KILLS
#define KILLS 1           /* whether worker 0 may be killed */
#endif
#define NUMBERS 6         /* of claims and reclaims, by one worker: 1 … */
#define ALL ((1 << JOBS) - 1)
#define BIT(x) (1 << (x))
#define FIRST_LANE (ALL & ~BIT(JOBS - 1))
#define TOKEN(worker, number) ((worker) * NUMBERS + (number))  /* 0 is none */
#define WORKER_OF(token) (((token) - 1) / NUMBERS)
#define NUMBER_OF(token) (((token) - 1) % NUMBERS + 1)
#define LANE(job) ((job) == JOBS - 1)

/* Server: the committed rows. */
byte taken;                        /* cursors */
byte claim_row[2 * NUMBERS + 1];   /* by token: seqs of a claim or a reclaim; 0: no such row */
byte holder[JOBS];                 /* token of an entry's claim or newest reclaim */
byte round[JOBS];
byte outcome[JOBS];                /* token it was settled under */
#define CANCELLED 255
byte settled;                      /* the set of those with an outcome */
byte effects[JOBS];
typedef Beat { byte ordinal, known, held, released };
Beat row[2];                       /* worker: the last beat */
bool lapsed[2], gone[2];           /* older than the lease; row deleted */

/* Server: what open transactions hold. */
bool lane_locked[2];
byte sharing;                      /* claims that run: ACCESS SHARE on every slot, so no purge */
byte fence[JOBS];                  /* 1 + transaction whose outcome is not committed yet: 0, 1 workers, 2 cancel */

/* Memory of the workers. */
byte number[2] = 1;                /* of the claim to ask for next; all below it are answered */
Beat mine[2];                      /* held, released: bit masks of numbers */
bool dead[2];
byte lapses = LAPSES, losses = LOSSES, give_ups = GIVE_UPS, kills = KILLS;

/* Calls on their way: three connections, two of them worker 0's. */
mtype = { IDLE, SENT, RUNS, REPLIED };
typedef Call { mtype state; bool reclaims; byte token, seqs; bool listened_to, refused };
Call call[3];

#define OVER(w, n) ((n) <= row[w].known && (row[w].held & BIT(n)) == 0 && (row[w].released & BIT(n)) == 0)

/* An attempt that nobody alive runs. Judged by the beat of whoever holds it last. */
#define GIVEN_UP(w, n) ((row[w].released & BIT(n)) != 0)
#ifdef BEAT_WITHOUT_KNOWN_LIVE   /* a live worker's claims are its beat's list, and nothing else */
#define OF_THE_LIVE(w, n) (GIVEN_UP(w, n) || (row[w].held & BIT(n)) == 0)
#else
#define OF_THE_LIVE(w, n) GIVEN_UP(w, n)
#endif
#ifdef BEAT_WITHOUT_KNOWN_DEAD   /* a dead worker's claims are its last beat's list, and nothing else */
#define OF_THE_DEAD(w, n) (GIVEN_UP(w, n) || (row[w].held & BIT(n)) != 0)
#else
#define OF_THE_DEAD(w, n) (GIVEN_UP(w, n) || (row[w].held & BIT(n)) != 0 || (n) > row[w].known)
#endif
#ifdef GONE_IGNORED              /* claims whose worker's row was deleted are nobody's business */
#define OF_THE_GONE(w) false
#else
#define OF_THE_GONE(w) gone[w]
#endif
#define JUDGED(w, n) (OF_THE_GONE(w) || (!gone[w] && ((lapsed[w] && OF_THE_DEAD(w, n)) || (!lapsed[w] && OF_THE_LIVE(w, n)))))
#define ABANDONED(job) (holder[job] != 0 && (settled & BIT(job)) == 0 \
  && JUDGED(WORKER_OF(holder[job]), NUMBER_OF(holder[job])))
#define ANY_ABANDONED (ABANDONED(0) || ABANDONED(1) || ABANDONED(JOBS - 1))

/* claim() and reclaim(), as the server runs them: two snapshots, between which anything may happen. */
proctype Backend(byte me; byte worker) {
  byte job, seen_round, lane;
end:
  do
  :: d_step { call[me].state == SENT -> call[me].state = RUNS; call[me].seqs = 0; sharing++ };
     if
     :: d_step { gone[worker] -> call[me].refused = true }     /* JQ004 */
#ifndef NO_REPEAT
     :: d_step { !gone[worker] && claim_row[call[me].token] != 0 -> call[me].seqs = claim_row[call[me].token] }
#define NEW (!gone[worker] && claim_row[call[me].token] == 0)
#else
#define NEW (!gone[worker])
#endif
#ifndef LATE_CALL_RUNS                                          /* the worker has said that this number is over */
#define FRESH (NEW && !OVER(worker, NUMBER_OF(call[me].token)))
     :: NEW && OVER(worker, NUMBER_OF(call[me].token))
#else
#define FRESH NEW
#endif
     :: FRESH && !call[me].reclaims ->
        if
        :: d_step { (taken & FIRST_LANE) != FIRST_LANE && !lane_locked[0] ->
             lane = 0; lane_locked[0] = true; call[me].seqs = FIRST_LANE & ~taken }
        :: d_step { JOBS > 2 && (taken & FIRST_LANE) == 0 && !lane_locked[0] ->      /* limit 1 */
             lane = 0; lane_locked[0] = true; call[me].seqs = 1 }
        :: d_step { (taken & BIT(JOBS - 1)) == 0 && !lane_locked[1] ->
             lane = 1; lane_locked[1] = true; call[me].seqs = BIT(JOBS - 1) }
        :: else                                                 /* nothing there, or somebody else is claiming */
        fi;
        if
        :: d_step { call[me].seqs != 0 ->
             if
#ifndef NO_UNIQUE_NUMBER
             :: claim_row[call[me].token] != 0 -> call[me].seqs = 0  /* key (worker, number): rolled back */
             :: else ->
#else
             :: true ->
#endif
                assert((taken & call[me].seqs) == 0);           /* NOT IN TWO CLAIMS */
                taken = taken | call[me].seqs;
                claim_row[call[me].token] = call[me].seqs;
                job = 0;
                do
                :: job < JOBS ->
                   if :: (call[me].seqs & BIT(job)) != 0 -> holder[job] = call[me].token :: else fi;
                   job++
                :: else -> break
                od;
                job = 0
             fi;
             lane_locked[lane] = false; lane = 0 }
        :: else
        fi
     :: FRESH && call[me].reclaims ->
        if
        :: atomic { ABANDONED(0) -> job = 0 }
        :: atomic { JOBS > 2 && ABANDONED(1) -> job = 1 }
        :: atomic { ABANDONED(JOBS - 1) -> job = JOBS - 1 }
        :: atomic { !ANY_ABANDONED -> job = JOBS }
        fi;
        /* NOT TAKEN FROM THE LIVING: only from who missed its lease, or let go */
        d_step {
          if
          :: job < JOBS && ABANDONED(job) ->
             assert(lapsed[WORKER_OF(holder[job])] || gone[WORKER_OF(holder[job])]
               || (mine[WORKER_OF(holder[job])].released & BIT(NUMBER_OF(holder[job]))) != 0)
          :: else
          fi;
          if :: job < JOBS -> seen_round = round[job] :: else fi
        };
        d_step {
          if
#ifndef NO_ROUND_KEY
          :: job < JOBS && round[job] == seen_round && claim_row[call[me].token] == 0 ->
#else
          :: job < JOBS && claim_row[call[me].token] == 0 ->
             assert(round[job] == seen_round);                  /* NOT TAKEN OVER BY TWO */
#endif
             round[job]++;
             holder[job] = call[me].token;
             claim_row[call[me].token] = BIT(job);
             call[me].seqs = BIT(job)
          :: else
          fi;
          job = 0; seen_round = 0
        }
     fi;
     d_step {
       sharing--;
       if
       :: call[me].listened_to -> call[me].state = REPLIED
       :: else ->
          call[me].state = IDLE; call[me].seqs = 0; call[me].token = 0; call[me].reclaims = false; call[me].refused = false
       fi
     }
  od
}

#define WORK_WAITS(w) (((taken & FIRST_LANE) != FIRST_LANE && !lane_locked[0]) || ((taken & BIT(JOBS - 1)) == 0 && !lane_locked[1]) \
  || claim_row[TOKEN(w, number[w])] != 0 || gone[w])

inline send(reclaim) {
  c = (me == 1 -> 2 : (call[0].state == IDLE -> 0 : 1));
  call[c].reclaims = reclaim; call[c].token = TOKEN(me, number[me]); call[c].listened_to = true;
  call[c].state = SENT
}

/* A transaction that inserts the outcomes of `batch`, in the order of seq; the effects come with its commit. */
inline insert_outcomes(transaction) {
  conflict = 0; inserted = 0; job = 0;
  do
  :: job < JOBS && conflict == 0 ->
#ifdef FENCES_UNORDERED
     seq = (transaction == 2 -> JOBS - 1 - job : job);
#else
     seq = job;
#endif
     if
     :: (batch & BIT(seq)) == 0
#ifdef NO_FENCE
     :: (batch & BIT(seq)) != 0 -> inserted = inserted | BIT(seq)
#else
     :: d_step { (batch & BIT(seq)) != 0 && fence[seq] == 0 && (settled & BIT(seq)) == 0 ->
          fence[seq] = transaction + 1; inserted = inserted | BIT(seq) }
     :: (batch & BIT(seq)) != 0 && (settled & BIT(seq)) != 0 -> conflict = 1
#endif
     fi;                                                       /* else: waits for whoever inserted before */
     job++
  :: else -> break
  od;
  job = 0; seq = 0
}

inline end_transaction(transaction, commits, token) {
  job = 0;
  do
  :: job < JOBS ->
     if
     :: commits && (inserted & BIT(job)) != 0 ->
        if
        :: token != CANCELLED -> effects[job]++; assert(effects[job] == 1 && outcome[job] != CANCELLED) /* ONCE */
        :: else -> assert(effects[job] == 0)
        fi;
        outcome[job] = token; settled = settled | BIT(job)
     :: else
     fi;
     if :: fence[job] == transaction + 1 -> fence[job] = 0 :: else fi;
     job++
  :: else -> break
  od;
  job = 0; inserted = 0; conflict = 0
}

proctype Worker(byte me) {
  byte c, batch, job, seq, inserted, conflict;
  {
  do
  :: atomic { settled == ALL -> break }
  :: atomic { WORK_WAITS(me) && settled != ALL && (me == 1 || call[0].state == IDLE || call[1].state == IDLE) -> send(false) };
     goto reply
  :: atomic { ANY_ABANDONED && settled != ALL && (me == 1 || call[0].state == IDLE || call[1].state == IDLE) -> send(true) };
reply:
     if
     :: atomic { me == 0 && losses > 0 && call[c].state != REPLIED -> /* given up, but not by the server */
          losses--; call[c].listened_to = false; c = 0 }
     :: atomic { me == 0 && losses > 0 && call[c].state == REPLIED ->
          losses--; call[c].state = IDLE; call[c].seqs = 0; call[c].token = 0; call[c].listened_to = false; c = 0 }
     :: atomic { call[c].state == REPLIED ->
          batch = call[c].seqs;
          if
          :: call[c].refused -> dead[me] = true  /* it must join anew: as another worker */
          :: batch != 0 -> mine[me].held = mine[me].held | BIT(number[me]); number[me]++; assert(number[me] <= NUMBERS)
          :: else ->
#ifdef EMPTY_RETIRES                              /* nothing came: the next call bears the next number */
             if :: number[me] < NUMBERS -> number[me]++ :: else fi
#endif
             skip
          fi;
          call[c].state = IDLE; call[c].seqs = 0; call[c].token = 0; call[c].reclaims = false; call[c].listened_to = false;
          call[c].refused = false; c = 0 }
     fi;
     do
     :: batch != 0 ->
        if
        :: true ->
           insert_outcomes(me);
           if
           :: d_step { conflict != 0 -> end_transaction(me, false, 0);
#ifdef DROPS_BATCH_ON_CONFLICT
                batch = 0 }
#else
                batch = batch & ~settled }        /* settled() tells; it goes on with the rest */
#endif
           :: d_step { conflict == 0 -> end_transaction(me, true, TOKEN(me, number[me] - 1)); batch = 0 }
           :: d_step { conflict == 0 && me == 0 && losses > 0 -> /* committed, but the reply is lost: the same again */
                losses--; end_transaction(me, true, TOKEN(me, number[me] - 1)) }
           :: d_step { conflict == 0 && me == 0 && losses > 0 -> /* lost on the way there */
                losses--; end_transaction(me, false, 0);
#ifdef FORGETS_WHEN_SENT
                batch = 0
#endif
              }
           fi
        :: d_step { me == 0 && give_ups > 0 -> give_ups--; mine[me].released = mine[me].released | BIT(number[me] - 1); batch = 0 } /* gives it up */
        fi
     :: d_step { batch == 0 -> mine[me].held = mine[me].held & 1 };  /* one batch at a time in this model */
        break
     od
  od
  } unless { dead[me] -> skip }
}

/* A killed worker's session ends some time later, and its transaction is rolled back. */
proctype Server() {
  byte job, inserted, conflict;
end:
  do
  :: d_step { dead[0] && (fence[0] == 1 || fence[1] == 1 || fence[JOBS - 1] == 1) -> end_transaction(0, false, 0) }
  od
}

/* The beat is built from the worker's memory, and arrives some time later; two may be on their way, and overtake. */
#ifdef KNOWS_WHAT_IT_ASKED_FOR
#define KNOWN(w) number[w]
#else
#define KNOWN(w) (number[w] - 1)
#endif
#define NEWS(w) (lapsed[w] || gone[w] || row[w].known != KNOWN(w) || row[w].held != mine[w].held || row[w].released != mine[w].released)
#ifdef TWO_BEATS            /* on their way at a time; otherwise they cannot overtake each other, and need no number */
#define NUMBER_THE_BEAT mine[me].ordinal++; sent.ordinal = mine[me].ordinal
#else
#define NUMBER_THE_BEAT skip
#endif
proctype Beater(byte me) {
  Beat sent;
end:
  do
  :: d_step { NEWS(me) && !dead[me] && settled != ALL ->
       NUMBER_THE_BEAT;
       sent.known = KNOWN(me); sent.held = mine[me].held; sent.released = mine[me].released };
     d_step {
       if
       :: gone[me] -> dead[me] = true
#ifndef BEATS_OUT_OF_ORDER
       :: !gone[me] && row[me].ordinal > sent.ordinal
       :: !gone[me] && row[me].ordinal <= sent.ordinal ->
#else
       :: !gone[me] ->
#endif
          row[me].ordinal = sent.ordinal; row[me].known = sent.known;
          row[me].held = sent.held; row[me].released = sent.released;
          if :: !dead[me] -> lapsed[me] = false :: else fi
       fi;
       sent.ordinal = 0; sent.known = 0; sent.held = 0; sent.released = 0
     }
  od
}

/* What time and bad luck do to worker 0. */
proctype Fate() {
end:
  do
  :: atomic { !dead[0] && kills > 0 && settled != ALL -> kills--; dead[0] = true }
  :: atomic { !lapsed[0] && lapses > 0 && settled != ALL -> lapses--; lapsed[0] = true }
  :: atomic { !lapsed[0] && dead[0] -> lapsed[0] = true }
  od
}

/* Purges claims whose entries are settled (the emptying of their slot), and the row of a worker that is dead and owes nothing. */
#ifdef PURGE_BEFORE_OVER
#define MAY_PURGE(w, n) true
#else
#define MAY_PURGE(w, n) (gone[w] || OVER(w, n))
#endif
proctype Purger() {
  byte token;
end:
  do
  :: d_step { settled != ALL && sharing == 0 && claim_row[TOKEN(0, 1)] != 0 && (claim_row[TOKEN(0, 1)] & ~settled) == 0 &&
       MAY_PURGE(0, 1) -> claim_row[TOKEN(0, 1)] = 0 }
  :: d_step { settled != ALL && lapsed[0] && !gone[0] &&
       (claim_row[1] & ~settled) == 0 && (claim_row[2] & ~settled) == 0 && (claim_row[3] & ~settled) == 0 &&
       (claim_row[4] & ~settled) == 0 && (claim_row[5] & ~settled) == 0 -> gone[0] = true }
  od
}

proctype Canceller() {
  byte batch, job, seq, inserted, conflict;
  if
  :: batch = 1
  :: batch = 3
  fi;
  insert_outcomes(2);
  d_step { end_transaction(2, conflict == 0, CANCELLED) }
}

init {
  atomic {
    call[0].state = IDLE; call[1].state = IDLE; call[2].state = IDLE;
    run Backend(0, 0); run Backend(1, 0); run Backend(2, 1);
    run Worker(0); run Worker(1); run Beater(0);
#ifdef TWO_BEATS
    run Beater(0);
#endif
    run Server(); run Fate(); run Purger();
#ifdef CANCEL
    run Canceller()
#endif
  }
}
