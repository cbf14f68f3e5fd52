drop index casework.manual_review_closed;
