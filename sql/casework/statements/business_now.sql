select casework.business_now()
