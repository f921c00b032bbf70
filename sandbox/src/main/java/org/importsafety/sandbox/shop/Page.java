package org.importsafety.sandbox.shop;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What every page has around its own part: names, ways, languages, and the word that this is a simulation.
 *
 * @param inCart pieces
 * @param address where the page can be had again in another language, path and fields
 */
record Page(Words words, int inCart, String address) {

    private static final Map<Locale, String> LANGUAGES = Map.of(Locale.ENGLISH, "English", Locale.KOREAN, "한국어");

    Html of(String title, Html content) {
        return Html.of(
                """
                <!DOCTYPE html>
                <html lang="{}">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>{} - {}</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/shop.css">
                </head>
                <body>
                <a class="skip" href="#content">{}</a>
                <header>
                <p class="simulation">{}</p>
                <div class="bar">
                <p class="name"><a href="/">{}</a></p>
                <nav aria-label="{}"><a href="/">{}</a> <a href="/cart">{}</a> <a href="/orders">{}</a></nav>
                <nav aria-label="{}">{}</nav>
                </div>
                </header>
                <main id="content">
                <h1>{}</h1>
                {}
                </main>
                </body>
                </html>
                """,
                words.language(),
                title,
                words.say("shop.name"),
                words.say("skip"),
                words.say("shop.simulation"),
                words.say("shop.name"),
                words.say("nav.shop"),
                words.say("nav.search"),
                words.say("nav.cart", inCart),
                words.say("nav.orders"),
                words.say("nav.language"),
                Html.each(Words.SPOKEN, this::language),
                title,
                content);
    }

    /** Read out at once by a screen reader. */
    static Html alert(String sentence) {
        return Html.of("<p class=\"alert\" role=\"alert\">{}</p>\n", sentence);
    }

    static Html status(String sentence) {
        return Html.of("<p class=\"done\" role=\"status\">{}</p>\n", sentence);
    }

    /** A path with fields, encoded. @param fields name and value in turn */
    static String address(String path, Object... fields) {
        StringBuilder address = new StringBuilder(path);
        for (int i = 0; i < fields.length; i += 2) {
            address.append(i == 0 ? '?' : '&').append(fields[i]).append('=');
            address.append(URLEncoder.encode(String.valueOf(fields[i + 1]), StandardCharsets.UTF_8));
        }
        return address.toString();
    }

    private Html language(Locale other) {
        String tag = other.getLanguage();
        return Html.of(
                "<a href=\"{}\" lang=\"{}\" hreflang=\"{}\"{}>{}</a> ",
                address + (address.contains("?") ? "&" : "?") + "lang=" + tag,
                tag,
                tag,
                Html.when(tag.equals(words.language()), Html.of(" aria-current=\"true\"")),
                LANGUAGES.get(other));
    }

    /** One page of a long list. @param number from 1 */
    record Part<T>(List<T> shown, int number, int parts, int all) {
        static <T> Part<T> of(List<T> all, int number, int size) {
            int parts = Math.max(1, (all.size() + size - 1) / size);
            int here = Math.min(Math.max(1, number), parts);
            List<T> shown = all.subList((here - 1) * size, Math.min(here * size, all.size()));
            return new Part<>(shown, here, parts, all.size());
        }
    }
}
