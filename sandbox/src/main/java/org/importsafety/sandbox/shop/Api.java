package org.importsafety.sandbox.shop;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.importsafety.sandbox.input.OrderLine;
import org.importsafety.sandbox.platform.Block;
import org.importsafety.sandbox.platform.Refunds;
import org.importsafety.sandbox.platform.Refunds.Refund;
import org.importsafety.sandbox.shop.Answer.Reason;
import org.importsafety.sandbox.shop.Page.Part;
import org.importsafety.sandbox.shop.Request.Bad;

/**
 * The same shop in JSON, for whoever probes it as a stranger would: {@code GET /api/search?q=&page=}, {@code GET /api/products/{id}} (410
 * when off sale), {@code GET /api/cart}, {@code POST /api/cart}, {@code POST /api/checkout/quote} (what would be
 * to pay; nothing is bought), {@code POST /api/checkout} (409 when blocked), {@code GET /api/orders/{id}},
 * {@code POST /api/orders/{id}/refunds}: the shop pays back a part of a line by itself.
 */
final class Api {

    static final String PATH = "/api/";

    private static final int ON_A_PAGE = 100;
    private static final int DAYS = 30;
    private static final Problem NO_LINES = Problem.wrong("lines", "1 to " + Cart.MOST_LINES + " lines");

    private final Counter counter;
    private final Carts carts;
    private final Orders orders;
    private final Refunds refunds;

    Api(Counter counter, Carts carts, Orders orders, Refunds refunds) {
        this.counter = counter;
        this.carts = carts;
        this.orders = orders;
        this.refunds = refunds;
    }

    private record Found(List<Product> items, int found, int page, int pages) {}

    private record Product(
            String listingId, String category, String title, List<String> skus, Long price, String currency) {
        static Product of(Item item) {
            return new Product(
                    item.listingId(),
                    item.category(),
                    item.title(),
                    item.skus(),
                    item.isPriced() ? item.price() : null,
                    item.currency());
        }
    }

    /** @param quantity required */
    private record Asked(String listingId, String sku, Integer quantity) {
        Wish wish() {
            return new Wish(listingId == null ? "" : listingId, sku, quantity == null ? 0 : quantity);
        }
    }

    private record Checkout(String buyerRef, List<Asked> lines) {
        boolean hasLines() {
            return lines != null && !lines.isEmpty() && lines.size() <= Cart.MOST_LINES && !lines.contains(null);
        }

        List<Wish> wishes() {
            return lines.stream().map(Asked::wish).toList();
        }
    }

    /** @param refundRef the shop's id of it: said again, it is the same money */
    private record PaidBack(int lineNo, String refundRef, long amount) {}

    private record CartLine(
            String listingId, String sku, int quantity, Long amount, String currency, Problem.Refused refused) {}

    private record CartShown(List<CartLine> lines, boolean payable) {}

    private record OrderShown(String orderId, boolean played, List<LineShown> lines) {}

    private record LineShown(
            int lineNo,
            String listingId,
            String sku,
            int quantity,
            long amount,
            String currency,
            Instant paidAt,
            boolean cancelled,
            RefundShown refund) {}

    private record RefundShown(
            String refundId, Refund.State state, long amount, String currency, Instant at, String reason) {
        static RefundShown of(Refund refund) {
            return refund == null
                    ? null
                    : new RefundShown(
                            refund.refundId(),
                            refund.state(),
                            refund.amount(),
                            refund.currency(),
                            refund.occurredAt(),
                            refund.reason());
        }
    }

    Reply answer(Request request, Words words) throws IOException, Bad, InterruptedException {
        String path = request.path().substring(PATH.length());
        if (request.isPost()) {
            if (path.matches("orders/[^/]+/refunds")) {
                return payBack(path.split("/")[1], request, words);
            }
            return switch (path) {
                case "cart" -> add(request, words);
                case "checkout/quote" -> quote(request, words);
                case "checkout" -> checkout(request, words);
                default -> throw new Bad(405, words.say("problem.405"));
            };
        }
        if (path.startsWith("products/")) {
            return product(path.substring("products/".length()), words);
        }
        if (path.startsWith("orders/")) {
            return order(path.substring("orders/".length()), words);
        }
        return switch (path) {
            case "search" -> search(request);
            case "cart" -> Reply.json(200, shown(carts.of(request.visitor()), words));
            default -> throw new Bad(404, words.say("problem.404"));
        };
    }

    private Reply search(Request request) {
        String number = request.query("page");
        Part<Item> part = Part.of(
                counter.search(request.query("q")),
                number.matches("\\d{1,6}") ? Integer.parseInt(number) : 1,
                ON_A_PAGE);
        List<Product> items = part.shown().stream().map(Product::of).toList();
        return Reply.json(200, new Found(items, part.all(), part.number(), part.parts()));
    }

    private Reply product(String listingId, Words words) {
        Wish wish = new Wish(listingId, null, 1);
        Item item = counter.find(listingId);
        if (item == null) {
            return Reply.problem(Problem.refusal(new Answer.No(wish, Reason.UNKNOWN, null, null), words));
        }
        Block block = counter.blockOf(item);
        return block == null
                ? Reply.json(200, Product.of(item))
                : Reply.problem(Problem.refusal(410, new Answer.No(wish, Reason.BLOCKED, item, block), words));
    }

    private Reply add(Request request, Words words) throws IOException, Bad {
        Wish asked = request.json(Asked.class).wish();
        String visitor = request.visitor() == null ? UUID.randomUUID().toString() : request.visitor();
        if (counter.put(visitor, asked) instanceof Answer.No no) {
            return Reply.problem(Problem.refusal(no, words));
        }
        return Reply.json(200, shown(carts.of(visitor), words)).withCookie(Request.VISITOR, visitor, DAYS);
    }

    /** The last look before the order, by the same rules: whoever asks has bought nothing. */
    private Reply quote(Request request, Words words) throws IOException, Bad {
        Checkout asked = request.json(Checkout.class);
        if (!asked.hasLines()) {
            return Reply.problem(NO_LINES);
        }
        Bill bill = counter.bill(asked.wishes());
        return bill.isPayable() ? Reply.json(200, shown(bill, words)) : Reply.problem(Problem.refusal(bill, words));
    }

    private Reply checkout(Request request, Words words) throws IOException, Bad, InterruptedException {
        Checkout asked = request.json(Checkout.class);
        if (asked.buyerRef() == null || !asked.buyerRef().matches("[A-Za-z0-9._-]{1,64}")) {
            return Reply.problem(Problem.wrong("buyerRef", "1 to 64 of [A-Za-z0-9._-], opaque"));
        }
        if (!asked.hasLines()) {
            return Reply.problem(NO_LINES);
        }
        Bill bill = counter.bill(asked.wishes());
        if (!bill.isPayable()) {
            return Reply.problem(Problem.refusal(bill, words));
        }
        Order order = counter.pay(asked.buyerRef(), bill, words.language());
        return Reply.json(201, shown(order)).with("Location", PATH + "orders/" + order.orderId());
    }

    private Reply order(String orderId, Words words) throws Bad {
        Order order = orders.find(orderId);
        if (order == null) {
            throw new Bad(404, words.say("orders.unknown", orderId));
        }
        return Reply.json(200, shown(order));
    }

    private Reply payBack(String orderId, Request request, Words words) throws IOException, Bad, InterruptedException {
        PaidBack asked = request.json(PaidBack.class);
        Order order = orders.find(orderId);
        if (order == null) {
            throw new Bad(404, words.say("orders.unknown", orderId));
        }
        OrderLine line = order.lines().stream()
                .filter(it -> it.lineNo() == asked.lineNo())
                .findFirst()
                .orElse(null);
        if (line == null) {
            return Reply.problem(Problem.wrong("lineNo", "is no line of the order"));
        }
        if (asked.amount() < 1 || asked.amount() > line.amount()) {
            return Reply.problem(Problem.wrong("amount", "1 to " + line.amount() + ", in minor units"));
        }
        if (asked.refundRef() == null || !asked.refundRef().matches("[A-Za-z0-9._-]{1,64}")) {
            return Reply.problem(Problem.wrong("refundRef", "1 to 64 of [A-Za-z0-9._-]"));
        }
        counter.payBack(line, asked.refundRef(), asked.amount());
        return Reply.json(201, asked);
    }

    private CartShown shown(Cart cart, Words words) {
        return shown(counter.bill(cart.wishes()), words);
    }

    private static CartShown shown(Bill bill, Words words) {
        List<CartLine> lines = bill.lines().stream()
                .map(line -> {
                    Wish wish = line.wish();
                    return line instanceof Answer.Yes yes
                            ? new CartLine(
                                    wish.listingId(),
                                    wish.sku(),
                                    wish.quantity(),
                                    yes.amount(),
                                    yes.item().currency(),
                                    null)
                            : new CartLine(
                                    wish.listingId(),
                                    wish.sku(),
                                    wish.quantity(),
                                    null,
                                    null,
                                    Problem.Refused.of((Answer.No) line, words));
                })
                .toList();
        return new CartShown(lines, bill.isPayable());
    }

    private OrderShown shown(Order order) {
        List<LineShown> lines = order.lines().stream()
                .map(line -> new LineShown(
                        line.lineNo(),
                        line.listingId(),
                        line.sku(),
                        line.quantity(),
                        line.amount(),
                        line.currency(),
                        line.paidAt(),
                        line.cancelled(),
                        RefundShown.of(refunds.of(line.orderId(), line.lineNo()))))
                .toList();
        return new OrderShown(order.orderId(), order.played(), lines);
    }
}
