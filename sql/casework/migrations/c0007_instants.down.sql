drop function casework.instant_text;
