package org.importsafety.refund.notice;

import java.util.List;
import org.importsafety.events.Money;
import org.importsafety.events.Nonconformity;

/** Why a case's buyers are told: what a laboratory found. */
record Recall(String caseId, String listingId, List<Nonconformity> nonconformities) {

    Recall {
        nonconformities = List.copyOf(nonconformities);
    }

    /** What one buyer has of it. @param amounts what is paid back, by currency; empty where nothing is */
    record Bought(List<String> orders, List<Money> amounts) {
        Bought {
            orders = List.copyOf(orders);
            amounts = List.copyOf(amounts);
        }
    }

    /** What it does to people, each kind once. */
    List<Hazard> hazards() {
        return nonconformities.isEmpty()
                ? List.of(Hazard.OTHER)
                : nonconformities.stream()
                        .map(row -> Hazard.of(row.item()))
                        .distinct()
                        .toList();
    }
}
