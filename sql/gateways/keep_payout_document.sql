insert into casework.payout_document (file_id, name, content) values ($1, $2, $3)
