package org.importsafety.dashboard;

import static org.importsafety.dashboard.Fixtures.said;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.importsafety.dashboard.Fixtures.Said;
import org.importsafety.events.Topics;

/** What is said of one listing, from its publication to its last refund; hours are counted from the campaign's close. */
public record CaseLife(String month, String listingId) {
    public String caseId() {
        return month + ":" + listingId;
    }

    public String block() {
        return "block-of-" + caseId();
    }

    private String common() {
        return "\"caseId\":\"%s\",\"listingId\":\"%s\"".formatted(caseId(), listingId);
    }

    public Said listed(String title) {
        return said(Topics.PLATFORM_LISTINGS, listingId, "ListingPublished", 1, -500, """
                "listingId":"%s","sellerId":"seller-secret","category":"toys","title":"%s","skus":[],\
                "currency":"GBP","materials":[]""".formatted(listingId, title));
    }

    /** The order has this line only; its number tells what it costs. */
    public Said paid(String orderId, int lineNo) {
        return said(Topics.PLATFORM_ORDERS, orderId, "OrderLinePaid", lineNo, -300, """
                "orderId":"%s","lineNo":%d,"listingId":"%s","sku":"s-0","buyerRef":"buyer-secret","quantity":2,"amount":%d,\
                "currency":"GBP","paidAt":"%s\"""".formatted(
                        orderId, lineNo, listingId, 100 * lineNo, Fixtures.CLOSE.minusSeconds(300 * 3600)));
    }

    public Said cancelled(String orderId, int lineNo) {
        return said(Topics.PLATFORM_ORDERS, orderId, "OrderLineCancelled", lineNo, -299, """
                "orderId":"%s","lineNo":%d,"cancelledAt":"%s\"""".formatted(
                        orderId, lineNo, Fixtures.CLOSE.minusSeconds(299 * 3600)));
    }

    public Said selected() {
        return said(Topics.SELECTION, listingId, "ProductSelected", 10, 0, common() + """
                ,"month":"%s","sku":"s-0","sellerId":"seller-secret","category":"toys","materials":[],"rank":2,"units":90,\
                "orders":53,"buyers":40,"rule":"most-orders","ruleVersion":1,"snapshotHash":"00",\
                "refundFrom":"2030-02-04T00:00:00Z\"""".formatted(month));
    }

    public Said closed() {
        return said(Topics.SELECTION, month, "CampaignClosed", 11, 0, """
                "month":"%s","rule":"most-orders","ruleVersion":1,"snapshotHash":"00","selected":1,"skipped":0\
                """.formatted(month));
    }

    public Said ordered() {
        return ordered(20, 1, "order", "KTR", "");
    }

    /** At another laboratory, after the first one's report. */
    public Said retestOrdered() {
        return ordered(23, 44, "retest", "KCL", ",\"retestOf\":\"order-of-%s\"".formatted(caseId()));
    }

    private Said ordered(long version, int hours, String order, String lab, String more) {
        return said(
                Topics.TESTING,
                listingId,
                "TestOrdered",
                version,
                hours,
                common() + """
                ,"testOrderId":"%s-of-%s","sku":"s-0","category":"toys","lab":"%s","plan":"toys","planVersion":1,\
                "items":[],"dueOn":"2031-02-20\"""".formatted(order, caseId(), lab) + more);
    }

    public Said moved() {
        return said(Topics.TESTING, listingId, "SampleMoved", 21, 5, common() + """
                ,"testOrderId":"order-of-%s","step":"RECEIVED\"""".formatted(caseId()));
    }

    public Said failed() {
        return result("TestFailed", 22, 43, "order", "KTR", """
                ,"sellerId":"seller-secret","nonconformities":[{"item":"lead","part":"paint","method":"m","measured":"412",\
                "comparator":"LE","limit":"100","unit":"mg/kg","source":"toys"}]""");
    }

    public Said inconclusive() {
        return result("TestInconclusive", 22, 43, "order", "KTR", """
                ,"reason":"lead: LOQ_ABOVE_LIMIT","nonconformities":[]""");
    }

    public Said retestPassed() {
        return result("TestPassed", 24, 80, "retest", "KCL", """
                ,"nonconformities":[],"retestOf":"order-of-%s\"""".formatted(caseId()));
    }

    private Said result(String type, long version, int hours, String order, String lab, String more) {
        return said(
                Topics.TESTING_RESULTS,
                listingId,
                type,
                version,
                hours,
                common() + """
                ,"testOrderId":"%1$s-of-%2$s","lab":"%3$s","reportNo":"R-%2$s","revision":0,"plan":"toys","planVersion":1,\
                "decisionRule":"SIMPLE_ACCEPTANCE","labVerdict":"NONE","mismatch":false,"marginal":false,\
                "refundFrom":"2030-02-04T00:00:00Z\"""".formatted(order, caseId(), lab) + more);
    }

    public Said blocked() {
        return blocked(30);
    }

    public Said blocked(long version) {
        return said(Topics.ENFORCEMENT, listingId, "SaleBlocked", version, 44, blockFields())
                .because(failed());
    }

    public Said unblocked(long version) {
        return said(Topics.ENFORCEMENT, listingId, "SaleUnblocked", version, 60, common() + """
                ,"blockId":"%s","cause":"APPEAL","decidedBy":"officer-1","approvedBy":"officer-2\"""".formatted(block()));
    }

    /** @param until hours from the campaign's close */
    public Said held(long version, int hours, int until) {
        return said(Topics.ENFORCEMENT, listingId, "SaleHeld", version, hours, """
                "listingId":"%s","until":"%s","reason":"a child was hurt","territory":"KR\"""".formatted(
                        listingId, Fixtures.CLOSE.plusSeconds(until * 3600L)));
    }

    public Said appealOpened() {
        return said(Topics.ENFORCEMENT, listingId, "AppealOpened", 33, 52, common() + """
                ,"appealId":"appeal","blockId":"%s","by":"seller-secret\"""".formatted(block()));
    }

    public Said appealDecided() {
        return said(Topics.ENFORCEMENT, listingId, "AppealDecided", 34, 58, common() + """
                ,"appealId":"appeal","blockId":"%s","decision":"UPHELD","decidedBy":"officer-1","reason":"seen\"""".formatted(block()))
                .because(appealOpened());
    }

    /** The listing looks like that case's item; so late that it is news, whatever else is told. */
    public Said suspected(CaseLife blocked, int score) {
        return said(
                Topics.ENFORCEMENT,
                listingId,
                "RelistingSuspected",
                26,
                9_000,
                suspicion(blocked) + """
                ,"score":%d,"reasons":["TITLE: %d %%"]""".formatted(score, score));
    }

    /** @param decision RELISTING or UNRELATED */
    public Said suspicionDecided(CaseLife blocked, String decision) {
        return said(
                Topics.ENFORCEMENT,
                listingId,
                "SuspicionDecided",
                27,
                9_001,
                suspicion(blocked) + """
                ,"decision":"%s","decidedBy":"officer-1","reason":"seen\"""".formatted(decision));
    }

    private String suspicion(CaseLife blocked) {
        return "\"suspicionId\":\"%s-like-%s\",\"listingId\":\"%s\",\"parentBlockId\":\"%s\""
                .formatted(listingId, blocked.listingId, listingId, blocked.block());
    }

    public Said caseHeld() {
        return said(Topics.REFUND, caseId(), "RefundCaseHeld", 41, 52, common() + """
                ,"by":"rule:appeal","reason":"appeal appeal\"""")
                .because(appealOpened());
    }

    public Said blockListed() {
        return said(Topics.ENFORCEMENT_BLOCK_LIST, listingId, "BlockListed", 31, 44, blockFields());
    }

    private String blockFields() {
        Instant at = Fixtures.CLOSE.plusSeconds(44 * 3600);
        return common() + """
                ,"blockId":"%s","sellerId":"seller-secret","actions":["BUY"],"territory":"KR","ground":"SAFETY_NONCONFORMITY",\
                "severity":"SERIOUS","nonconformities":[],"lab":"KTR","reportNo":"R-%s","automated":true,\
                "blockedAt":"%s","respondBy":"2031-02-07T00:00:00Z","attempt":1,\
                "refundFrom":"2030-02-04T00:00:00Z\"""".formatted(block(), caseId(), at);
    }

    public Said answered() {
        return said(Topics.PLATFORM_BLOCK_REPORTS, listingId, "BlockReported", 1, 45, """
                "blockId":"%s","listingId":"%s","status":"DONE","skus":[],\
                "reportedAt":"2031-02-05T21:00:00Z\"""".formatted(block(), listingId))
                .because(blocked());
    }

    public Said confirmed() {
        return said(
                        Topics.ENFORCEMENT,
                        listingId,
                        "BlockConfirmed",
                        32,
                        46,
                        common() + """
                ,"blockId":"%s","status":"DONE","at":"%s\"""".formatted(block(), Fixtures.CLOSE.plusSeconds(45 * 3600)))
                .because(answered());
    }

    /** @param type BlockVerified or BlockBreached */
    public Said probed(String type, long version, int hours) {
        return said(
                Topics.ENFORCEMENT,
                listingId,
                type,
                version,
                hours,
                common() + """
                ,"blockId":"%s","probe":"CART","at":"%s","evidence":"order O-secret line 1\"""".formatted(block(), Fixtures.CLOSE.plusSeconds(hours * 3600L)));
    }

    /** The same request once more. */
    public Said askedAgain(long version, int hours) {
        return said(
                Topics.ENFORCEMENT,
                listingId,
                "SaleBlocked",
                version,
                hours,
                blockFields().replace("\"attempt\":1", "\"attempt\":2"));
    }

    /** DONE once more. */
    public Said confirmedAgain(long version, int hours) {
        return said(
                Topics.ENFORCEMENT,
                listingId,
                "BlockConfirmed",
                version,
                hours,
                common() + """
                ,"blockId":"%s","status":"DONE","at":"%s\"""".formatted(block(), Fixtures.CLOSE.plusSeconds(hours * 3600L)));
    }

    public Said verified() {
        return said(
                Topics.ENFORCEMENT,
                listingId,
                "BlockVerified",
                36,
                49,
                common() + """
                ,"blockId":"%s","probe":"CHECKOUT","at":"%s","evidence":"410 and 409\"""".formatted(block(), Fixtures.CLOSE.plusSeconds(49 * 3600)));
    }

    public Said opened() {
        return said(Topics.REFUND, caseId(), "RefundCaseOpened", 40, 45, common() + """
                ,"blockId":"%s","refundFrom":"2030-02-04T00:00:00Z\"""".formatted(block()))
                .because(blocked());
    }

    public Said requested(String orderId, int lineNo) {
        return refund("RefundRequested", orderId, lineNo, 50L + 2 * lineNo, 47);
    }

    public Said settled(String orderId, int lineNo) {
        return refund("RefundSettled", orderId, lineNo, 51L + 2 * lineNo, 48);
    }

    /** At this hour; an order's refunds have one key, so their versions rise with the line. */
    public Said refund(String type, String orderId, int lineNo, long version, int hours) {
        return said(
                Topics.REFUND,
                orderId,
                type,
                version,
                hours,
                common()
                        + """
                ,"refundId":"%s","orderId":"%s","lineNo":%d,"buyerRef":"buyer-secret","amount":%d,"currency":"GBP","attempt":1\
                """.formatted(
                                        UUID.nameUUIDFromBytes((caseId() + orderId + lineNo).getBytes()),
                                        orderId,
                                        lineNo,
                                        100 * lineNo));
    }

    public Said completed() {
        return said(Topics.REFUND, caseId(), "RefundCaseCompleted", 90, 50, common() + """
                ,"refunds":3,"settled":3,"failed":0,"stopped":0,"skipped":0,"amounts":[{"currency":"GBP","amount":600}]""");
    }

    /** Everything, in the order in which it happens; the buyer's order has three lines. */
    public List<Said> whole(String title, String orderId) {
        return List.of(
                listed(title),
                paid(orderId, 1),
                paid(orderId, 2),
                paid(orderId, 3),
                selected(),
                closed(),
                ordered(),
                moved(),
                failed(),
                blocked(),
                blockListed(),
                answered(),
                opened(),
                confirmed(),
                requested(orderId, 1),
                requested(orderId, 2),
                requested(orderId, 3),
                settled(orderId, 1),
                settled(orderId, 2),
                settled(orderId, 3),
                completed());
    }
}
