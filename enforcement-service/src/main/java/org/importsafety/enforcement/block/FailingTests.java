package org.importsafety.enforcement.block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table failing_test: the tests whose last word is that the listing fails, each with what it has found. */
@ApplicationScoped
class FailingTests {
    private static final String ADD = """
            insert into failing_test (test_order_id, listing_id, finding) values (?1, ?2, ?3)
            on conflict (test_order_id) do update set finding = excluded.finding
            """;
    private static final String REMOVE = "delete from failing_test where test_order_id = ?1";
    private static final String REMOVE_ALL = "delete from failing_test where listing_id = ?1";
    private static final String OTHERS =
            "select count(*) from failing_test where listing_id = ?1 and test_order_id <> ?2";
    private static final String FINDINGS = """
            select finding from failing_test where listing_id = ?1 and finding is not null order by test_order_id
            """;

    private final ObjectMapper json;

    FailingTests(ObjectMapper json) {
        this.json = json;
    }

    /** The test's last word is that the listing fails. */
    Uni<Void> add(Mutiny.Session session, Finding finding) {
        return session.createNativeQuery(ADD)
                .setParameter(1, finding.testOrderId())
                .setParameter(2, finding.listingId())
                .setParameter(3, write(finding))
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> remove(Mutiny.Session session, String testOrderId) {
        return session.createNativeQuery(REMOVE)
                .setParameter(1, testOrderId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** A referee's word has settled what other tests of the listing say. */
    Uni<Void> removeAll(Mutiny.Session session, String listingId) {
        return session.createNativeQuery(REMOVE_ALL)
                .setParameter(1, listingId)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Boolean> others(Mutiny.Session session, String testOrderId, String listingId) {
        return session.createNativeQuery(OTHERS, Long.class)
                .setParameter(1, listingId)
                .setParameter(2, testOrderId)
                .getSingleResult()
                .map(others -> others > 0);
    }

    /** Of all that fail the one with the gravest finding; null where none is known. */
    Uni<Finding> gravest(Mutiny.Session session, String listingId) {
        return session.createNativeQuery(FINDINGS, String.class)
                .setParameter(1, listingId)
                .getResultList()
                .map(this::gravest);
    }

    private Finding gravest(List<String> findings) {
        return findings.stream()
                .map(this::read)
                .max(Comparator.comparing(finding -> Severity.of(finding.nonconformities())))
                .orElse(null);
    }

    /** As it is kept. */
    String write(Finding finding) {
        try {
            return json.writeValueAsString(finding);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON for " + finding, e);
        }
    }

    private Finding read(String finding) {
        try {
            return json.readValue(finding, Finding.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a failing test has found cannot be read", e);
        }
    }
}
