-- Kind, until when. What would have become due by then is due now, each on its own timeline; what a limit holds back is not asked for.
update job_queue.later set due = job_queue.now_on(timeline)
where kind = $1 and timeline not like 'limit:%' and due > job_queue.now_on(timeline) and due <= coalesce($2::timestamptz, 'infinity')
