package org.importsafety.benchmark.refund;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.importsafety.benchmark.Sample;
import org.importsafety.benchmark.Stage;
import org.importsafety.benchmark.raw.StubProvider;

/**
 * The other half of the system at its hardest, while something else is measured: the refunds of one large case are planned, those of another
 * one are paid, and orders go on coming in.
 */
public final class RefundBulk {

    private static final int ORDERS_PER_SECOND = 500;
    private static final String PAYABLE = "BULK%";
    private static final String WAITING =
            "select count(*) from refund where state = 'PLANNED' and listing_id like 'BULK%'";
    private static final String PLANNED = "select count(*) from refund where listing_id = 'AFFECTED'";
    private static final String PAID =
            "select count(*) from refund where state = 'SETTLED' and listing_id like 'BULK%'";

    private final RefundDatabase database;
    private final IncomingOrders orders;
    private final int refunds;
    private final AtomicInteger cases = new AtomicInteger();

    private RefundBulk(RefundDatabase database, IncomingOrders orders, int refunds) {
        this.database = database;
        this.orders = orders;
        this.refunds = refunds;
    }

    /** Starts refund-service, which rests until it is asked for. @param refunds of each of the two cases */
    public static RefundBulk start(Stage stage, int refunds) throws Exception {
        URI provider = stage.program(StubProvider.class);
        RefundDatabase database =
                RefundDatabase.start(stage, provider.resolve("/provider").toString(), RefundToPayout.PAYING);
        ManyPurchases.fill(database, refunds, refunds);
        return on(stage, database, refunds);
    }

    /** @param database with as many affected purchases */
    static RefundBulk on(Stage stage, RefundDatabase database, int refunds) {
        IncomingOrders orders = stage.closing(new IncomingOrders(stage.bootstrapServers(), ORDERS_PER_SECOND));
        return new RefundBulk(database, orders, refunds);
    }

    /** Whatever is measured, with all of that under way from its beginning to its end. */
    public Sample beside(Callable<Sample> measured) throws Exception {
        refill();
        long paid = database.number(PAID);
        database.run(RefundFanout.OPEN);
        WaitingRefunds.letPay(database, PAYABLE);
        orders.begin();
        database.await("(" + PLANNED + ") > 0 and (" + PAID + ") > " + paid);
        long before = database.number(PLANNED) + database.number(PAID);
        long begin = System.nanoTime();
        Sample sample = measured.call();
        long bulk = database.number(PLANNED) + database.number(PAID) - before;
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        rest();
        if (bulk == 0) {
            throw new IllegalStateException("no refund was planned or paid meanwhile");
        }
        return sample.withBulk(Sample.perSecond(bulk, took));
    }

    /** So many wait to be paid each time. */
    private void refill() throws SQLException {
        long missing = refunds - database.number(WAITING);
        if (missing > 0) {
            WaitingRefunds.insert(database, "BULK" + cases.incrementAndGet(), missing);
            database.run("vacuum analyze refund");
        }
    }

    /** What was planned is forgotten, so that it can be planned again. */
    private void rest() throws Exception {
        orders.end();
        WaitingRefunds.hold(database, PAYABLE);
        database.run("delete from refund_case where listing_id = 'AFFECTED'");
        database.run("delete from refund where listing_id = 'AFFECTED'");
        database.await("select not exists (select from refund where state = 'REQUESTED')");
        database.await("select not exists (select from outbox)");
    }
}
