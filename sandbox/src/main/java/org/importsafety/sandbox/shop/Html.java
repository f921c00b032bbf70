package org.importsafety.sandbox.shop;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Markup that is safe to show: whatever is put into a template is escaped, except markup that was made in the same way. */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    private static final String PLACE = "{}";

    /** @param template written in our code, attribute values in double quotes @param values one for each {@code {}} in it */
    static Html of(String template, Object... values) {
        StringBuilder markup = new StringBuilder(template.length() + 64 * values.length);
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf(PLACE, from);
            if (place < 0) {
                throw new IllegalArgumentException("more values than places in: " + template);
            }
            markup.append(template, from, place);
            markup.append(value instanceof Html html ? html.markup : escaped(String.valueOf(value)));
            from = place + PLACE.length();
        }
        if (template.indexOf(PLACE, from) >= 0) {
            throw new IllegalArgumentException("more places than values in: " + template);
        }
        return new Html(markup.append(template, from, template.length()).toString());
    }

    static <T> Html each(Collection<T> all, Function<T, Html> one) {
        return new Html(all.stream().map(one).map(Html::markup).collect(Collectors.joining()));
    }

    static Html when(boolean shown, Html html) {
        return shown ? html : NOTHING;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(one);
            }
        }
        return safe.toString();
    }
}
