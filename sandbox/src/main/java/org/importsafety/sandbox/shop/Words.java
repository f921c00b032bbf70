package org.importsafety.sandbox.shop;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.importsafety.sandbox.ProgrammeTime;
import org.importsafety.sandbox.platform.Block;
import org.importsafety.sandbox.platform.Block.Nonconformity;

/** The shop's own words in the visitor's language; titles of items are as the data have them. */
final class Words {

    static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.KOREAN);

    private final Locale locale;
    private final ResourceBundle texts;

    Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle("shop.words", locale);
    }

    static boolean isSpoken(String language) {
        return SPOKEN.stream().anyMatch(spoken -> spoken.getLanguage().equals(language));
    }

    static Locale locale(String language) {
        return Locale.forLanguageTag(language);
    }

    /** @param acceptLanguage the header; English when it says nothing that is spoken here */
    static Locale preferred(String acceptLanguage) {
        try {
            Locale found = acceptLanguage.isBlank() ? null : Locale.lookup(LanguageRange.parse(acceptLanguage), SPOKEN);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    String language() {
        return locale.getLanguage();
    }

    String say(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }

    /** @param amount minor units */
    String money(long amount, String currency) {
        try {
            Currency known = Currency.getInstance(currency);
            NumberFormat format = NumberFormat.getCurrencyInstance(locale);
            format.setCurrency(known);
            format.setMinimumFractionDigits(known.getDefaultFractionDigits());
            format.setMaximumFractionDigits(known.getDefaultFractionDigits());
            return format.format(BigDecimal.valueOf(amount, Math.max(0, known.getDefaultFractionDigits())));
        } catch (IllegalArgumentException e) {
            return currency + " " + amount; // three letters that are no currency: nobody knows its minor units
        }
    }

    /** Day and time in Seoul. */
    String at(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(ProgrammeTime.SEOUL)
                .format(instant);
    }

    /** Why something cannot be bought, in a sentence. */
    String why(Answer.No no) {
        String name = no.item() == null ? no.wish().listingId() : no.item().title();
        return switch (no.reason()) {
            case UNKNOWN, NO_PRICE -> say("why." + no.reason(), name);
            case NO_SUCH_SKU -> say("why.NO_SUCH_SKU", name, no.wish().sku());
            case QUANTITY -> say("why.QUANTITY", Answer.MOST_OF_ONE);
            case CART_FULL -> say("why.CART_FULL", Cart.MOST_LINES);
            case BLOCKED -> blocked(name, no.block());
        };
    }

    /** What was found, by whom, since when it is off sale. */
    private String blocked(String name, Block block) {
        if (block.isHold()) {
            return say("why.HELD", name, at(block.until()));
        }
        String found = block.nonconformities().isEmpty()
                ? say("finding.none")
                : block.nonconformities().stream().map(this::finding).collect(Collectors.joining("; "));
        return say("why.BLOCKED", name, found, block.lab(), block.reportNo(), at(block.blockedAt()));
    }

    private String finding(Nonconformity row) {
        String key = "finding." + row.comparator();
        return say(
                texts.containsKey(key) ? key : "finding.other",
                substance(row.item()),
                withUnit(row.measured(), row.unit()),
                withUnit(row.limit(), row.unit()));
    }

    /** As a buyer would call it; an item that is new to the shop by its code. */
    private String substance(String item) {
        String key = "item." + item;
        return texts.containsKey(key) ? texts.getString(key) : item.replace('-', ' ');
    }

    private static String withUnit(String value, String unit) {
        String shown = unit.replace("ug", "\u00B5g").replace("cm2", "cm\u00B2").replace("[CFU]", "CFU");
        return shown.equals("1") || shown.startsWith("[") ? value : value + ' ' + shown;
    }
}
