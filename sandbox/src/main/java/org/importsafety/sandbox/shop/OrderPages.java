package org.importsafety.sandbox.shop;

import java.util.List;
import java.util.function.Function;
import org.importsafety.sandbox.input.OrderLine;
import org.importsafety.sandbox.platform.NoticeDesk;
import org.importsafety.sandbox.platform.NoticeDesk.NoticeRequest;
import org.importsafety.sandbox.platform.Refunds;
import org.importsafety.sandbox.platform.Refunds.Refund;

/** The visitor's orders, and a look at any other by its number. */
final class OrderPages {

    private final Page page;
    private final Words words;
    private final Refunds refunds;
    private final NoticeDesk notices;
    private final Function<String, Item> items;

    /** @param items by listing; null for one that is not in the shop */
    OrderPages(Page page, Refunds refunds, NoticeDesk notices, Function<String, Item> items) {
        this.page = page;
        this.words = page.words();
        this.refunds = refunds;
        this.notices = notices;
        this.items = items;
    }

    /** @param placed the order that was paid just now; empty for none @param example a number that one can look up */
    Html own(List<Order> orders, String placed, String example) {
        Html list =
                orders.isEmpty() ? Html.of("<p>{}</p>\n", words.say("orders.none")) : Html.each(orders, this::order);
        boolean justPaid = orders.stream().anyMatch(order -> order.orderId().equals(placed));
        return page.of(
                words.say("orders.title"),
                Html.of(
                        "{}{}{}",
                        Html.when(justPaid, Page.status(words.say("orders.placed", placed))),
                        list,
                        lookUp("", example)));
    }

    /** @param found null when there is none */
    Html one(String number, Order found, String example) {
        Html result = found == null ? Page.alert(words.say("orders.unknown", number)) : order(found);
        return page.of(words.say("orders.lookup"), Html.of("{}{}", result, lookUp(number, example)));
    }

    private Html lookUp(String number, String example) {
        return Html.of(
                """
                <form role="search" action="/orders" method="get" class="row">
                <label for="order">{}</label> <input id="order" name="order" maxlength="64" required value="{}">
                <button>{}</button>
                </form>
                <p class="quiet">{}</p>
                """, words.say("orders.number"), number, words.say("orders.show"), words.say("orders.hint", example));
    }

    private Html order(Order order) {
        return Html.of(
                """
                <section>
                <h2>{}</h2>
                <p>{}{}</p>
                <table>
                <caption class="unseen">{}</caption>
                <thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="sum">{}</th><th scope="col">{}</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                {}</section>
                """,
                words.say("orders.order", order.orderId()),
                words.say("orders.paid", words.at(order.paidAt())),
                Html.when(order.played(), Html.of(". {}", words.say("orders.played"))),
                words.say("orders.order", order.orderId()),
                words.say("cart.item"),
                words.say("cart.quantity"),
                words.say("cart.amount"),
                words.say("orders.refund"),
                Html.each(order.lines(), this::line),
                Html.each(order.lines(), this::notice));
    }

    /** What the buyer of a blocked item is told, in the language that it is written in. */
    private Html notice(OrderLine line) {
        NoticeRequest notice = line.cancelled() ? null : notices.of(line.buyerRef(), line.listingId());
        return notice == null ? Html.NOTHING : Html.of("""
                        <section class="recall" lang="{}">
                        <h3>{}</h3>
                        <p>{}</p>
                        </section>
                        """, notice.language(), notice.title(), notice.text());
    }

    private Html line(OrderLine line) {
        Item item = items.apply(line.listingId());
        Html title = item == null
                ? Html.of("{}", line.listingId())
                : Html.of("<a href=\"{}\">{}</a>", "/products/" + item.listingId(), item.title());
        return Html.of(
                """
                <tr><th scope="row">{}</th><td data-label="{}">{}</td><td data-label="{}" class="sum">{}</td>\
                <td data-label="{}">{}</td></tr>
                """,
                title,
                words.say("cart.quantity"),
                line.quantity(),
                words.say("cart.amount"),
                words.money(line.amount(), line.currency()),
                words.say("orders.refund"),
                line.cancelled() ? words.say("orders.cancelled") : refund(line));
    }

    private String refund(OrderLine line) {
        Refund refund = refunds.of(line.orderId(), line.lineNo());
        return refund == null
                ? words.say("refund.none")
                : words.say(
                        "refund." + refund.state(),
                        words.money(refund.amount(), refund.currency()),
                        words.at(refund.occurredAt()),
                        refund.reason() == null ? "" : refund.reason());
    }
}
