-- Until the transaction ends nobody is assigned a case by another, and nobody leaves: who has the fewest is counted after this.
select handler_id
from casework.handler
order by handler_id
for no key update
