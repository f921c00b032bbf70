#!/usr/bin/env bash
# Counts a month again from the record alone and prints the hash of the counts: the campaign's snapshotHash, when nothing came late.
# Usage: recount.sh EVENTS FROM TO      EVENTS: out/events.ndjson; FROM, TO: the month in UTC, 2011-04-30T15:00:00Z 2011-05-31T15:00:00Z
set -euo pipefail
export LC_ALL=C
jq -r --arg from "$2" --arg to "$3" '.value |
  if .type == "ListingPublished" then ["L", .listingId, .category]
  elif .type == "OrderLineCancelled" then ["C", .orderId, .lineNo]
  elif .type == "OrderLinePaid" and .paidAt >= $from and .paidAt < $to
  then ["P", .orderId, .lineNo, .listingId, .quantity, .buyerRef] else empty end | @tsv' "$1" |
awk -F'\t' '
  $1 == "L" { category[$2] = $3 }
  $1 == "C" { cancelled[$2, $3] = 1 }
  $1 == "P" && !(($2, $3) in listing) { listing[$2, $3] = $4; quantity[$2, $3] = $5; order[$2, $3] = $2; buyer[$2, $3] = $6 }
  END {
    for (line in listing) {
      l = listing[line]
      if (line in cancelled || !(l in category)) continue
      units[l] += quantity[line]; orders[l] += !seenOrder[l, order[line]]++; buyers[l] += !seenBuyer[l, buyer[line]]++
    }
    for (l in units) print category[l] "," l "," units[l] "," orders[l] "," buyers[l]
  }' |
sort -t, -k1,1 -k2,2 | sha256sum | cut -d' ' -f1
