package org.importsafety.sandbox.shop;

import java.util.stream.Collectors;

/** Cart and checkout. */
final class CartPages {

    private final Page page;
    private final Words words;

    CartPages(Page page) {
        this.page = page;
        this.words = page.words();
    }

    /** What is refused is struck out, with the reason, and can be removed. @param alert in front; null for none */
    Html cart(Bill bill, String alert) {
        if (bill.lines().isEmpty()) {
            return page.of(words.say("cart.title"), Html.of("{}<p>{}</p>\n", before(alert), words.say("cart.empty")));
        }
        Html table = Html.of(
                """
                <table>
                <caption>{}</caption>
                <thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="sum">{}</th><th scope="col">{}</th></tr></thead>
                <tbody>
                {}</tbody>
                </table>
                """,
                words.say("cart.caption"),
                words.say("cart.item"),
                words.say("cart.quantity"),
                words.say("cart.amount"),
                words.say("cart.action"),
                Html.each(bill.lines(), this::row));
        Html way = bill.isPayable()
                ? Html.of(
                        "<p class=\"price\">{}: {}</p>\n<p><a class=\"button\" href=\"/checkout\">{}</a></p>\n",
                        words.say("cart.total"),
                        total(bill),
                        words.say("cart.checkout"))
                : Html.of(
                        "<p class=\"alert\">{}</p>\n",
                        words.say("cart.blocked", bill.refused().size()));
        return page.of(words.say("cart.title"), Html.of("{}{}{}", before(alert), table, way));
    }

    Html checkout(Bill bill) {
        return page.of(
                words.say("checkout.title"),
                Html.of(
                        """
                        <ul>
                        {}</ul>
                        <p>{}</p>
                        <form action="/checkout" method="post"><button>{}</button></form>
                        <p><a href="/cart">{}</a></p>
                        """,
                        Html.each(
                                bill.sold(),
                                line -> Html.of(
                                        "<li>{} &times; {}: {}</li>\n",
                                        line.wish().quantity(),
                                        line.item().title(),
                                        words.money(line.amount(), line.item().currency()))),
                        words.say("checkout.note"),
                        words.say("checkout.pay", total(bill)),
                        words.say("checkout.back")));
    }

    private Html row(Answer line) {
        Wish wish = line.wish();
        if (line instanceof Answer.Yes yes) {
            String title = yes.item().title();
            return Html.of(
                    """
                    <tr><th scope="row"><a href="{}">{}</a></th>
                    <td><form action="/cart/change" method="post" class="row">{}
                    <input name="quantity" type="number" min="1" max="{}" required value="{}" aria-label="{}">
                    <button aria-label="{}">{}</button></form></td>
                    <td class="sum">{}</td><td>{}</td></tr>
                    """,
                    "/products/" + wish.listingId(),
                    title,
                    which(wish),
                    Answer.MOST_OF_ONE,
                    wish.quantity(),
                    words.say("cart.quantity.of", title),
                    words.say("cart.set.of", title),
                    words.say("cart.set"),
                    words.money(yes.amount(), yes.item().currency()),
                    removal(wish, title));
        }
        Answer.No no = (Answer.No) line;
        String title = no.item() == null ? wish.listingId() : no.item().title();
        return Html.of("""
                <tr class="refused"><th scope="row"><del>{}</del><p class="alert">{}</p></th>
                <td><del>{}</del></td><td class="sum">-</td><td>{}</td></tr>
                """, title, words.why(no), wish.quantity(), removal(wish, title));
    }

    private Html removal(Wish wish, String title) {
        return Html.of("""
                <form action="/cart/change" method="post">{}<input type="hidden" name="quantity" value="0">
                <button class="plain" aria-label="{}">{}</button></form>""", which(wish), words.say("cart.remove.of", title), words.say("cart.remove"));
    }

    private static Html which(Wish wish) {
        return Html.of(
                "<input type=\"hidden\" name=\"listingId\" value=\"{}\"><input type=\"hidden\" name=\"sku\" value=\"{}\">",
                wish.listingId(),
                wish.sku());
    }

    private String total(Bill bill) {
        return bill.sums().entrySet().stream()
                .map(sum -> words.money(sum.getValue(), sum.getKey()))
                .collect(Collectors.joining(" + "));
    }

    private static Html before(String alert) {
        return alert == null ? Html.NOTHING : Page.alert(alert);
    }
}
