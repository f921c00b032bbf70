package org.importsafety.sandbox.shop;

import org.importsafety.sandbox.platform.Block;
import org.importsafety.sandbox.shop.Page.Part;

/** Search and product. */
final class ShelfPages {

    private final Page page;
    private final Words words;

    ShelfPages(Page page) {
        this.page = page;
        this.words = page.words();
    }

    Html search(String query, Part<Item> found) {
        Html form = Html.of(
                """
                <form role="search" action="/" method="get" class="row">
                <label for="q">{}</label> <input id="q" name="q" type="search" maxlength="200" value="{}">
                <button>{}</button>
                </form>
                <p>{} {}</p>
                """,
                words.say("search.label"),
                query,
                words.say("search.button"),
                query.isEmpty() ? words.say("search.best") + "." : words.say("search.found", found.all()) + ".",
                words.say("search.hidden"));
        Html list = Html.of("<ul class=\"shelf\">{}</ul>\n", Html.each(found.shown(), this::onShelf));
        return page.of(
                words.say("search.title"),
                Html.of("{}{}{}", form, Html.when(found.all() > 0, list), pages(query, found)));
    }

    /** @param asked what is shown in the quantity's field @param wrong what is wrong with it; null for nothing */
    Html product(Item item, int asked, String wrong) {
        return page.of(
                item.title(),
                Html.of(
                        "{}<p class=\"price\">{}</p>\n{}{}",
                        facts(item),
                        price(item),
                        Html.when(item.isPriced(), buying(item, asked, wrong)),
                        back()));
    }

    Html offSale(Item item, Block block) {
        Html orders = Html.of("<a href=\"/orders\">{}</a>", words.say("nav.orders"));
        String[] around = words.say("product.bought", "\n").split("\n", 2);
        return page.of(
                item.title(),
                Html.of(
                        """
                        {}{}<p>{}{}{}</p>
                        {}""",
                        facts(item),
                        Page.alert(words.why(new Answer.No(
                                new Wish(item.listingId(), null, 1), Answer.Reason.BLOCKED, item, block))),
                        around[0],
                        orders,
                        around[1],
                        back()));
    }

    private Html onShelf(Item item) {
        return Html.of(
                "<li><a href=\"{}\">{}</a> <span class=\"quiet\">{}</span> <span class=\"price\">{}</span></li>\n",
                "/products/" + item.listingId(),
                item.title(),
                item.shownCategory(),
                price(item));
    }

    private Html facts(Item item) {
        return Html.of(
                "<p class=\"quiet\">{} &middot; {}</p>\n",
                words.say("item.number", item.listingId()),
                words.say("item.category", item.shownCategory()));
    }

    private String price(Item item) {
        return item.isPriced() ? words.money(item.price(), item.currency()) : words.say("item.unpriced");
    }

    private Html buying(Item item, int asked, String wrong) {
        Html variant = item.skus().size() == 1
                ? Html.of(
                        "<input type=\"hidden\" name=\"sku\" value=\"{}\">",
                        item.skus().get(0))
                : Html.of(
                        "<label for=\"sku\">{}</label> <select id=\"sku\" name=\"sku\">{}</select>",
                        words.say("product.variant"),
                        Html.each(item.skus(), sku -> Html.of("<option>{}</option>", sku)));
        return Html.of(
                """
                <form action="/cart" method="post" class="row">
                <input type="hidden" name="listingId" value="{}">{}
                <label for="quantity">{}</label>
                <input id="quantity" name="quantity" type="number" min="1" max="{}" required value="{}"{}>
                <button>{}</button>
                {}</form>
                """,
                item.listingId(),
                variant,
                words.say("product.quantity"),
                Answer.MOST_OF_ONE,
                asked,
                Html.when(wrong != null, Html.of(" aria-invalid=\"true\" aria-describedby=\"wrong\"")),
                words.say("product.add"),
                wrong == null
                        ? Html.NOTHING
                        : Html.of("<p id=\"wrong\" class=\"alert\" role=\"alert\">{}</p>\n", wrong));
    }

    private Html back() {
        return Html.of("<p><a href=\"/\">{}</a></p>\n", words.say("product.back"));
    }

    private Html pages(String query, Part<Item> found) {
        if (found.parts() == 1) {
            return Html.NOTHING;
        }
        return Html.of(
                "<nav aria-label=\"{}\" class=\"row\">{}<span>{}</span>{}</nav>\n",
                words.say("nav.pages"),
                Html.when(found.number() > 1, turn(query, found.number() - 1, "search.previous")),
                words.say("search.page", found.number(), found.parts()),
                Html.when(found.number() < found.parts(), turn(query, found.number() + 1, "search.next")));
    }

    private Html turn(String query, int number, String text) {
        return Html.of("<a href=\"{}\">{}</a> ", Page.address("/", "q", query, "page", number), words.say(text));
    }
}
