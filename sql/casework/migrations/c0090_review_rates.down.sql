drop index casework.clock_answering;
drop index casework.manual_review_closed;
