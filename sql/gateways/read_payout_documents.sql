select file.created_at, document.name, document.content
from casework.payout_file as file
left join casework.payout_document as document using (file_id)
where file.file_id = $1
order by document.name
