package org.importsafety.sandbox.shop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.importsafety.sandbox.platform.Block;
import org.importsafety.sandbox.platform.NoticeDesk;
import org.importsafety.sandbox.platform.Refunds;
import org.importsafety.sandbox.shop.Answer.Reason;
import org.importsafety.sandbox.shop.Page.Part;
import org.importsafety.sandbox.shop.Request.Bad;

/** The shop for people: pages that need no script; a form leads to a page that can be reloaded, or back to where it was, with the reason. */
final class Site {

    private static final int ON_A_PAGE = 24;
    private static final int DAYS = 30;

    private final Counter counter;
    private final Carts carts;
    private final Orders orders;
    private final Refunds refunds;
    private final NoticeDesk notices;

    Site(Counter counter, Carts carts, Orders orders, Refunds refunds, NoticeDesk notices) {
        this.counter = counter;
        this.carts = carts;
        this.orders = orders;
        this.refunds = refunds;
        this.notices = notices;
    }

    Reply answer(Request request, Words words) throws IOException, Bad, InterruptedException {
        Reply reply = request.isPost() ? post(request, words) : get(request, words);
        return Words.isSpoken(request.query("lang"))
                ? reply.withCookie(Request.LANGUAGE, request.query("lang"), 365)
                : reply;
    }

    Reply trouble(Request request, Words words, int status, String sentence) {
        return Reply.page(status, page(request, words, "/").of(words.say("problem.title"), Page.alert(sentence)));
    }

    private Reply get(Request request, Words words) throws Bad {
        String path = request.path();
        if (path.startsWith("/products/")) {
            return product(request, words, path.substring("/products/".length()));
        }
        return switch (path) {
            case "/" -> search(request, words);
            case "/cart" -> Reply.page(200, cartPages(request, words).cart(bill(request), null));
            case "/checkout" -> checkout(request, words);
            case "/orders" -> orders(request, words);
            default -> throw new Bad(404, words.say("problem.404"));
        };
    }

    private Reply post(Request request, Words words) throws IOException, Bad, InterruptedException {
        return switch (request.path()) {
            case "/cart" -> add(request, words);
            case "/cart/change" -> change(request, words);
            case "/checkout" -> pay(request, words);
            default -> throw new Bad(405, words.say("problem.405"));
        };
    }

    private Reply search(Request request, Words words) {
        String query = request.query("q");
        String number = request.query("page");
        Part<Item> found =
                Part.of(counter.search(query), number.matches("\\d{1,6}") ? Integer.parseInt(number) : 1, ON_A_PAGE);
        String here = Page.address("/", "q", query, "page", found.number());
        return Reply.page(200, new ShelfPages(page(request, words, here)).search(query, found));
    }

    private Reply product(Request request, Words words, String listingId) throws Bad {
        Item item = counter.find(listingId);
        if (item == null) {
            throw new Bad(404, words.say("why.UNKNOWN", listingId));
        }
        Block block = counter.blockOf(item);
        ShelfPages pages = new ShelfPages(page(request, words, "/products/" + listingId));
        return block == null
                ? Reply.page(200, pages.product(item, 1, null))
                : Reply.page(410, pages.offSale(item, block));
    }

    /** A visitor gets a cookie with the first thing in the cart, not before. */
    private Reply add(Request request, Words words) throws IOException, Bad {
        Map<String, String> form = request.form();
        Wish asked = wish(form, words);
        String visitor = request.visitor() == null ? UUID.randomUUID().toString() : request.visitor();
        if (counter.put(visitor, asked) instanceof Answer.No no) {
            return refused(request, words, asked, no);
        }
        return Reply.seeOther("/cart").withCookie(Request.VISITOR, visitor, DAYS);
    }

    private Reply refused(Request request, Words words, Wish asked, Answer.No no) throws Bad {
        if (no.item() == null) {
            throw new Bad(404, words.why(no));
        }
        ShelfPages pages = new ShelfPages(page(request, words, "/products/" + asked.listingId()));
        Html page = no.reason() == Reason.BLOCKED
                ? pages.offSale(no.item(), no.block())
                : pages.product(no.item(), asked.quantity(), words.why(no));
        return Reply.page(no.reason().status(), page);
    }

    /** Removing is always possible, also what cannot be bought any more. */
    private Reply change(Request request, Words words) throws IOException, Bad {
        Wish wish = wish(request.form(), words);
        if (request.visitor() != null && wish.sku() != null) {
            if (wish.quantity() != 0 && counter.ask(wish) instanceof Answer.No no) {
                int status = no.reason().status();
                return Reply.page(status, cartPages(request, words).cart(bill(request), words.why(no)));
            }
            carts.change(request.visitor(), known -> known.holds(wish) ? known.with(wish) : known);
        }
        return Reply.seeOther("/cart");
    }

    private Reply checkout(Request request, Words words) {
        Bill bill = bill(request);
        if (bill.lines().isEmpty()) {
            return Reply.seeOther("/cart");
        }
        return bill.isPayable()
                ? Reply.page(200, cartPages(request, words).checkout(bill))
                : stopped(request, words, bill);
    }

    /** Asked once more at this very moment: an item may have been blocked since the cart was shown. */
    private Reply pay(Request request, Words words) throws InterruptedException {
        String visitor = request.visitor();
        Cart cart = visitor == null ? Cart.EMPTY : carts.take(visitor);
        if (cart.wishes().isEmpty()) {
            return Reply.seeOther("/cart");
        }
        boolean paid = false;
        try {
            Bill bill = counter.bill(cart.wishes());
            if (!bill.isPayable()) {
                return stopped(request, words, bill);
            }
            Order order = counter.pay(buyerRef(visitor), bill, words.language());
            paid = true;
            return Reply.seeOther(Page.address("/orders", "placed", order.orderId()));
        } finally {
            if (!paid) {
                carts.change(visitor, empty -> cart);
            }
        }
    }

    private Reply stopped(Request request, Words words, Bill bill) {
        String sentence = words.say("checkout.refused", bill.refused().size());
        return Reply.page(409, cartPages(request, words).cart(bill, sentence));
    }

    private Reply orders(Request request, Words words) {
        String number = request.query("order");
        String example = orders.example(refunds);
        String here = number.isEmpty() ? "/orders" : Page.address("/orders", "order", number);
        OrderPages pages = new OrderPages(page(request, words, here), refunds, notices, counter::find);
        if (!number.isEmpty()) {
            Order found = orders.find(number);
            return Reply.page(found == null ? 404 : 200, pages.one(number, found, example));
        }
        String visitor = request.visitor();
        return Reply.page(
                200,
                pages.own(orders.of(visitor == null ? null : buyerRef(visitor)), request.query("placed"), example));
    }

    private Bill bill(Request request) {
        return counter.bill(carts.of(request.visitor()).wishes());
    }

    private CartPages cartPages(Request request, Words words) {
        return new CartPages(page(request, words, "/cart"));
    }

    private Page page(Request request, Words words, String address) {
        return new Page(words, carts.of(request.visitor()).pieces(), address);
    }

    private static Wish wish(Map<String, String> form, Words words) throws Bad {
        String sku = form.getOrDefault("sku", "");
        String quantity = form.getOrDefault("quantity", "").strip();
        if (!quantity.matches("-?\\d{1,9}")) {
            String field = words.say("product.quantity");
            throw new Bad(422, field + ": " + words.say("problem.number", '"' + quantity + '"'));
        }
        return new Wish(form.getOrDefault("listingId", ""), sku.isEmpty() ? null : sku, Integer.parseInt(quantity));
    }

    /** Opaque in the topics, and no way back to the cookie. */
    static String buyerRef(String visitor) {
        return "v-" + UUID.nameUUIDFromBytes(visitor.getBytes(StandardCharsets.UTF_8));
    }
}
