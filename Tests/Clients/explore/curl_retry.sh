#!/bin/sh
# Launches a pod with curl as its manual would have it.
exec curl --silent --show-error --fail --retry 5 --retry-all-errors --max-time 1 --cookie "sid=$GPUOUTLET_SESSION" \
  --header 'Content-Type: application/json' --data '{"familyId":"rtx-4090","gpuCount":1}' "$GPUOUTLET_API_URL/rentals"
