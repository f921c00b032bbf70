package org.importsafety.sandbox.shop;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.input.OrderLine;
import org.importsafety.sandbox.platform.Block;
import org.importsafety.sandbox.platform.OffSale;
import org.importsafety.sandbox.platform.Platform;
import org.importsafety.sandbox.shop.Answer.Reason;

/** Where the shop says yes or no, always by what is off sale at this moment, and where it takes the money. */
final class Counter {

    private final Catalogue catalogue;
    private final OffSale offSale;
    private final Carts carts;
    private final Orders orders;
    private final Platform platform;
    private final ProgrammeTime time;

    Counter(Catalogue catalogue, OffSale offSale, Carts carts, Orders orders, Platform platform, ProgrammeTime time) {
        this.catalogue = catalogue;
        this.offSale = offSale;
        this.carts = carts;
        this.orders = orders;
        this.platform = platform;
        this.time = time;
    }

    Answer ask(Wish wish) {
        return Answer.to(wish, catalogue.find(wish.listingId()), offSale.of(wish.listingId()));
    }

    /** Into the visitor's cart, unless the shop says no; the answer is on all that is in the cart of it then. */
    Answer put(String visitor, Wish asked) {
        Answer alone = ask(asked);
        if (!(alone instanceof Answer.Yes yes)) {
            return alone;
        }
        Cart cart = carts.of(visitor);
        if (cart.isFullFor(yes.wish())) {
            return new Answer.No(yes.wish(), Reason.CART_FULL, yes.item(), null);
        }
        Answer all = ask(cart.totalWith(yes.wish()));
        if (all instanceof Answer.Yes) {
            carts.change(visitor, known -> known.with(all.wish()));
        }
        return all;
    }

    Bill bill(List<Wish> wishes) {
        return Bill.of(wishes, this::ask);
    }

    /** Null when the shop has none of that id. */
    Item find(String listingId) {
        return catalogue.find(listingId);
    }

    /** Null while it may be sold. */
    Block blockOf(Item item) {
        Block block = offSale.of(item.listingId());
        return item.isOffSale(block) ? block : null;
    }

    List<Item> search(String words) {
        return catalogue.search(words, item -> blockOf(item) == null);
    }

    /** Told on the topic like any other order, with the language that the visitor reads; from there on a refund, should one be due, is not the shop's doing. */
    Order pay(String buyerRef, Bill bill, String language) throws InterruptedException {
        if (!bill.isPayable()) {
            throw new IllegalArgumentException("not payable: " + bill);
        }
        String orderId = Orders.newId();
        var now = time.now().truncatedTo(ChronoUnit.MILLIS);
        List<OrderLine> lines = new ArrayList<>();
        for (Answer.Yes sold : bill.sold()) {
            Wish wish = sold.wish();
            lines.add(new OrderLine(
                    orderId,
                    lines.size() + 1,
                    wish.listingId(),
                    wish.sku(),
                    buyerRef,
                    wish.quantity(),
                    sold.amount(),
                    sold.item().currency(),
                    now,
                    false));
        }
        platform.sell(lines, language);
        lines.forEach(orders::add);
        return new Order(orderId, List.copyOf(lines), false);
    }

    /** The shop's own goodwill or a return, by the buyer's wish or a bank's: what is left is what a safety refund pays. */
    void payBack(OrderLine line, String refundRef, long amount) throws InterruptedException {
        platform.payBack(line, refundRef, amount, time.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
