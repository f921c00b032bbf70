package org.importsafety.refund.notice;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.importsafety.events.EnforcementEvent.SaleBlocked;
import org.importsafety.events.OrderEvent.OrderLinePaid;
import org.importsafety.messaging.Received;
import org.importsafety.refund.cases.OrderLine;

/**
 * Notes whom to tell why, in the transactions that open cases and take in order lines. Both hold the gate between them
 * (see Plan), so no buyer falls in between.
 */
@ApplicationScoped
public class NoteBuyers {
    private final Recalls recalls;
    private final Notices notices;

    NoteBuyers(Recalls recalls, Notices notices) {
        this.recalls = recalls;
        this.notices = notices;
    }

    /** Keeps why the buyers of a case are to be told. */
    public Uni<Void> because(SqlConnection connection, Received<SaleBlocked> received) {
        return recalls.keep(connection, received.event(), received.version());
    }

    /** Notes the buyers of lines that this transaction added and whose listing has a case. */
    public Uni<Void> ofLines(SqlConnection connection, List<OrderLine> lines) {
        return lines.isEmpty()
                ? Uni.createFrom().voidItem()
                : recalls.noteLines(
                        connection,
                        lines.stream().map(OrderLine::orderId).toArray(String[]::new),
                        lines.stream().map(OrderLine::lineNo).toArray(Integer[]::new));
    }

    /** Keeps in which language buyers are spoken to, where their orders say it and notices are written in it. */
    public Uni<Void> languages(SqlConnection connection, List<OrderLinePaid> paid) {
        List<OrderLinePaid> telling = paid.stream()
                .filter(line -> Language.of(line.language()) != null)
                .filter(line -> Objects.nonNull(line.buyerRef()) && Objects.nonNull(line.paidAt()))
                .toList();
        return telling.isEmpty()
                ? Uni.createFrom().voidItem()
                : notices.speak(
                        connection,
                        Tuple.tuple()
                                .addArrayOfString(telling.stream()
                                        .map(OrderLinePaid::buyerRef)
                                        .toArray(String[]::new))
                                .addArrayOfString(telling.stream()
                                        .map(line ->
                                                Language.of(line.language()).code())
                                        .toArray(String[]::new))
                                .addArrayOfOffsetDateTime(telling.stream()
                                        .map(line -> line.paidAt().atOffset(ZoneOffset.UTC))
                                        .toArray(OffsetDateTime[]::new)));
    }
}
