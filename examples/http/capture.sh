#!/bin/sh
# Capture a prediction, wait for the decision, and send a correction, with curl alone.
# Needs ERRATA_URL (http://127.0.0.1:8000), ERRATA_PROJECT and ERRATA_API_KEY (role: service).
set -eu
api="$ERRATA_URL/api/v1/projects/$ERRATA_PROJECT"

post() { # path, JSON
    curl -sS --fail-with-body --retry 3 --retry-connrefused \
        -H "Authorization: Bearer $ERRATA_API_KEY" -H 'Content-Type: application/json' \
        -d "$2" "$api/$1"
}

decided=$(post predictions '{
    "model": "v1",
    "text": "my parcel never came and I want my money back",
    "probabilities": {"delivery": 0.52, "other": 0.03, "refund": 0.45},
    "attributes": {"channel": "mail"}
}')
echo "$decided"
id=$(printf '%s' "$decided" | sed -n 's/.*"id": *"\([^"]*\)".*/\1/p')

# Waits up to a minute for people to answer; "pending" means: ask again.
curl -sS --fail-with-body -H "Authorization: Bearer $ERRATA_API_KEY" \
    "$api/predictions/$id/decision?wait=${ERRATA_WAIT:-60}"
echo

# What the world said later. The same outcome `id` again changes nothing; without one the server
# makes it.
post outcomes "{
    \"prediction_id\": \"$id\", \"label\": \"refund\", \"cause\": \"ambiguous\",
    \"why\": \"the customer confirmed it on the phone\", \"by\": \"agent-12\"
}"
echo
