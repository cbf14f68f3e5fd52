/* Ring: a slot is emptied and used again, and no job, fence or cursor goes with it.
 *
 * Worker 0 may sleep for as long as it likes between its claim and its settle; worker 1 takes over what it holds. One writer has
 * read the current slot long before it inserts. Somebody cancels a job. The keeper rotates, moves pending entries forward, and
 * empties slots whenever it may. Leases and numbers are leases.pml's subject: here every claim of worker 0 may be taken over.
 *
 * Every run ends; if not all jobs are over then, one was lost, or there is a deadlock (spin: invalid end state).
 * Rules can be taken away by -D…: README.md has the list.
 */
#ifndef SLOTS
#define SLOTS 2
#endif
#define JOBS 2
#ifndef ROTATIONS
#define ROTATIONS 3
#endif
#ifndef SEQS
#define SEQS 4            /* entries ever inserted: each job's first, and the copies made by moving; seq is never reused */
#endif
#define BIT(x) (1 << (x))
#define ALL (BIT(JOBS) - 1)

byte head;                         /* last_value of a sequence: read outside of any snapshot */
byte slot_of[SEQS], job_of[SEQS], next_seq = JOBS;
byte entries, outcomes;            /* committed rows, as sets of seqs */
byte fence[SEQS];                  /* transaction whose outcome is inserted and not committed: 1, 2 workers, 3 keeper, 4 cancel */
byte shared[SLOTS];                /* ACCESS SHARE or ROW EXCLUSIVE on the slot's tables, until its holder commits */
bool exclusive[SLOTS];
bool lane_lock;
byte taken, newest;                /* the newest claim is the cursor: what was taken; 1 + its seq, 0: there is no claim */
byte claims_of_0;                  /* claim rows of worker 0, one entry each */
byte taken_over;                   /* reclaim rows: worker 1 takes over once */

/* History, for the assertions. */
byte over;                         /* jobs that were effected or cancelled */
byte effects[JOBS];
byte ever_claimed;

#define IN_SLOT(seq, slot) (slot_of[seq] == (slot))
#define PENDING(seq) (((entries & ~outcomes) & BIT(seq)) != 0)
#ifdef SCANS_HEAD_ONLY
#define SCANNED(seq) IN_SLOT(seq, head)
#else
#define SCANNED(seq) true
#endif
#define OF_SLOT(slot) (IN_SLOT(0, slot) | IN_SLOT(1, slot) << 1 | IN_SLOT(2, slot) << 2 | IN_SLOT(3, slot) << 3)
#define NEXT_SLOT ((head + 1) % SLOTS)
#define ABANDONED_SET (claims_of_0 & ~taken_over & ~outcomes)
#ifdef ABANDONED_WITHOUT_ENTRY   /* a cursor outlives its slot: it has no outcomes then, and yet it is settled */
#define ABANDONED ABANDONED_SET
#else
#define ABANDONED (ABANDONED_SET & entries)
#endif
#define MOVABLE(seq) (PENDING(seq) && !IN_SLOT(seq, head) && !exclusive[slot_of[seq]] && !exclusive[head])
#define SETTLED(slot) ((OF_SLOT(slot) & entries & ~outcomes) == 0)
#define EMPTIABLE(slot) (slot != head && (OF_SLOT(slot) & entries) != 0 && SETTLED(slot))
#define TO_CLAIM(seq) ((entries & ~taken & BIT(seq)) != 0 && SCANNED(seq))

/* The first insert of an outcome for `seq` wins; a second waits for it, and then finds it. */
inline insert_outcome(transaction) {
  if
  :: d_step { fence[seq] == 0 && (outcomes & BIT(seq)) == 0 -> fence[seq] = transaction }
  :: d_step { fence[seq] == 0 && (outcomes & BIT(seq)) != 0 -> lost = true }
  fi
}
#define COMMIT_OUTCOME outcomes = outcomes | BIT(seq); fence[seq] = 0

proctype Writer(byte job) {
  byte slot;
  slot = head;                     /* read early … */
  d_step { !exclusive[slot] -> shared[slot]++; slot_of[job] = slot; job_of[job] = job };
  d_step { entries = entries | BIT(job); shared[slot]--; slot = 0 }  /* … committed late */
}

proctype Worker(byte me) {
  byte seq, i, slot; bool lost;
  do
  :: atomic { over == ALL -> break }
  :: atomic { (TO_CLAIM(0) || TO_CLAIM(1) || TO_CLAIM(2) || TO_CLAIM(3)) && !lane_lock && !exclusive[0] && !exclusive[1] &&
       !exclusive[SLOTS - 1] && over != ALL ->
       lane_lock = true;
       i = 0; do :: i < SLOTS -> shared[i]++; i++ :: else -> break od; i = 0;
       do :: !TO_CLAIM(seq) -> seq++ :: else -> break od };
     d_step {
       assert((ever_claimed & BIT(seq)) == 0);               /* NOT IN TWO CLAIMS */
       ever_claimed = ever_claimed | BIT(seq);
       taken = taken | BIT(seq); newest = seq + 1;
       if :: me == 0 -> claims_of_0 = claims_of_0 | BIT(seq) :: else fi;
       i = 0; do :: i < SLOTS -> shared[i]--; i++ :: else -> break od; i = 0;
       slot = slot_of[seq];
       lane_lock = false
     };
     goto run_it
  :: atomic { me == 1 && over != ALL && ABANDONED != 0 ->
       do :: (ABANDONED & BIT(seq)) == 0 -> seq++ :: else -> break od;
       assert(PENDING(seq));                                 /* NOTHING TAKEN OVER THAT IS NOT THERE */
       taken_over = taken_over | BIT(seq); slot = slot_of[seq] };
run_it: skip;
     /* settle(): here a zombie sleeps */
     d_step { !exclusive[slot] -> shared[slot]++ };
     if
#ifndef NO_ENTRY_CHECK
     :: (entries & BIT(seq)) == 0 -> lost = true             /* JQ001 */
     :: (entries & BIT(seq)) != 0 -> insert_outcome(me + 1)
#else
     :: insert_outcome(me + 1)
#endif
     fi;
     d_step {
       if
       :: !lost ->
          effects[job_of[seq]]++;
          assert(effects[job_of[seq]] == 1 && (over & BIT(job_of[seq])) == 0); /* ONCE, AND NOT WHEN CANCELLED */
          over = over | BIT(job_of[seq]);
          COMMIT_OUTCOME
       :: else
       fi;
       shared[slot]--; lost = false; seq = 0; slot = 0
     }
  od
}

proctype Keeper() {
  byte slot, target, seq, set; bool lost; byte rotations = ROTATIONS;
end:
  do
  /* Rotates when the next slot is empty. */
  :: d_step { rotations > 0 && over != ALL && (OF_SLOT(NEXT_SLOT) & entries) == 0 -> rotations--; head = NEXT_SLOT }
  /* Moves a pending entry of an older slot forward, into a transaction's xid that every window will see: settle by somebody else. */
  :: atomic { next_seq < SEQS && over != ALL && (MOVABLE(0) || MOVABLE(1) || MOVABLE(2)) ->
       do :: !MOVABLE(seq) -> seq++ :: else -> break od;
       slot = slot_of[seq]; target = head; shared[slot]++; shared[target]++ };
#ifndef MOVES_WITHOUT_OUTCOME
     insert_outcome(3);
#endif
     d_step {
       if
       :: !lost ->
          slot_of[next_seq] = target; job_of[next_seq] = job_of[seq];
          entries = entries | BIT(next_seq); next_seq++;
#ifdef MOVES_WITHOUT_OUTCOME
          entries = entries & ~BIT(seq)
#else
          COMMIT_OUTCOME
#endif
       :: else
       fi;
       shared[slot]--; shared[target]--; lost = false; seq = 0; slot = 0; target = 0
     }
  /* Empties a slot. */
  :: atomic { over != ALL && (EMPTIABLE(0) || EMPTIABLE(1)) -> /* all settled, as it seems */
       if :: EMPTIABLE(0) -> slot = 0 :: EMPTIABLE(1) -> slot = 1 fi };
     if
#ifdef NO_LOCK
     :: d_step { true -> exclusive[slot] = true };
#else
     :: d_step { shared[slot] == 0 -> exclusive[slot] = true };  /* NOWAIT */
#endif
        d_step {
          if
#ifdef NO_CHECK_UNDER_LOCK
          :: true ->
#else
          :: SETTLED(slot) ->
#endif
             assert(SETTLED(slot));       /* NOTHING UNSETTLED REMOVED */
             assert(fence[0] == 0 || !IN_SLOT(0, slot)); assert(fence[1] == 0 || !IN_SLOT(1, slot));
             assert(fence[2] == 0 || !IN_SLOT(2, slot)); assert(fence[3] == 0 || !IN_SLOT(3, slot)); /* NOR A FENCE */
             set = OF_SLOT(slot); entries = entries & ~set; outcomes = outcomes & ~set;
             /* its claims, but for the lane's newest */
             if
             :: newest > 0 && (set & BIT(newest - 1)) != 0 ->
#ifdef CURSOR_PURGED
                claims_of_0 = claims_of_0 & ~set; newest = 0; taken = 0
#else
                claims_of_0 = claims_of_0 & ~(set & ~BIT(newest - 1))
#endif
             :: else -> claims_of_0 = claims_of_0 & ~set
             fi
          :: else
          fi;
          exclusive[slot] = false; slot = 0; set = 0
        }
     :: d_step { shared[slot] > 0 -> slot = 0; set = 0 }
     fi
  od
}

/* Cancels a job whose attempt may be moved meanwhile: then it looks again. */
proctype Canceller() {
  byte seq, slot; bool lost;
  do
  :: atomic { (entries != 0 || over != 0) && !exclusive[0] && !exclusive[1] && !exclusive[SLOTS - 1] ->
       seq = 0; /* what it reads it has locked, until it commits */
       do :: seq < SEQS && !(PENDING(seq) && job_of[seq] == 0) -> seq++ :: else -> break od;
       if
       :: seq == SEQS -> break                               /* it has none: over, or not enqueued yet */
       :: else
       fi;
       slot = slot_of[seq]; shared[slot]++ };
     insert_outcome(4);
     d_step {
       if
       :: !lost -> assert(effects[0] == 0); over = over | 1; COMMIT_OUTCOME
       :: else
       fi;
       shared[slot]--
     };
     if
     :: !lost -> break
     :: else -> lost = false
#ifdef CANCEL_GIVES_UP
        ; assert((over & 1) != 0); break                     /* TOO LATE ONLY WHEN IT IS OVER */
#endif
     fi
  od
}

init {
  atomic {
    run Writer(0); run Writer(1); run Worker(0); run Worker(1); run Keeper();
#ifdef CANCEL
    run Canceller()
#endif
  }
}
