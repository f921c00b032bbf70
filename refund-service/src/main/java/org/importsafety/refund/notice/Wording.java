package org.importsafety.refund.notice;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.importsafety.events.Money;
import org.importsafety.events.Nonconformity;
import org.importsafety.refund.RefundSettings;
import org.importsafety.refund.notice.Recall.Bought;

/**
 * The notice as the buyer reads it, from a template and a list of phrases in each language. Nothing in them plays the
 * danger down: Regulation (EU) 2023/988 Art. 36 (2) is taken as the measure, in every language.
 */
@ApplicationScoped
class Wording {
    /** The name of the template, as events say it. */
    static final String RECALL = "RECALL";
    /** More of them do not make a reader any wiser. */
    private static final int MOST_FINDINGS = 5;

    private static final int MOST_ORDERS = 10;
    /** The decimals of ISO 4217; a code that is none has none, so minor units are shown. */
    private static final Map<String, Integer> DIGITS = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() > 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    /** UCUM codes that a reader does not know; the others are as people write them. */
    private static final Map<String, String> UNITS = Map.of(
            "1",
            "",
            "[pH]",
            "",
            "pH",
            "",
            "ug/cm2/wk",
            "µg/cm²/week",
            "ug/cm2",
            "µg/cm²",
            "[CFU]/mL",
            "CFU/mL",
            "[CFU]/g",
            "CFU/g");

    private static final Set<String> COMPARATORS = Set.of("LT", "LE", "GE", "RANGE", "BANNED", "PASS");

    private final Map<Language, Template> recalls = new EnumMap<>(Language.class);
    private final Map<Language, Map<String, Template>> phrases = new EnumMap<>(Language.class);
    private final String contact;

    @Inject
    Wording(RefundSettings settings) {
        this(settings.noticeContact());
    }

    /** @param contact where a buyer can ask */
    Wording(String contact) {
        this.contact = contact;
        Engine engine = Engine.builder().addDefaults().build();
        for (Language language : Language.values()) {
            recalls.put(language, engine.parse(resource("recall." + language.code() + ".txt")));
            phrases.put(language, phrases(engine, language));
        }
    }

    /** @param text without the title */
    record Text(String title, String text) {}

    /** What is the same for all buyers of a case who read the same language. */
    record Draft(Language language, Recall recall, List<String> findings, List<String> risks) {}

    Draft draft(Recall recall, Language language) {
        return new Draft(
                language,
                recall,
                recall.nonconformities().stream()
                        .limit(MOST_FINDINGS)
                        .map(row -> finding(row, language))
                        .toList(),
                recall.hazards().stream()
                        .map(hazard -> say(language, "risk." + hazard, Map.of()))
                        .toList());
    }

    Text recall(Draft draft, Bought bought) {
        String whole = recalls.get(draft.language())
                .data("listing", draft.recall().listingId())
                .data("caseId", draft.recall().caseId())
                .data("orders", shortened(bought.orders()))
                .data("findings", draft.findings())
                .data("risks", draft.risks())
                .data("amounts", amounts(bought.amounts(), draft.language()))
                .data("contact", contact)
                .render();
        int titleEnds = whole.indexOf('\n');
        return new Text(
                whole.substring(0, titleEnds).strip(),
                whole.substring(titleEnds).strip());
    }

    private String finding(Nonconformity row, Language language) {
        Map<String, Object> values = new HashMap<>();
        values.put("item", item(row, language));
        values.put("measured", quantity(row.measured(), row.unit()));
        values.put("limit", quantity(row.limit(), row.unit()));
        values.put("ratio", row.ratio() == null ? "" : row.ratio());
        String comparator = COMPARATORS.contains(row.comparator()) ? row.comparator() : "PASS";
        return say(language, "finding." + comparator, values);
    }

    /** An item that there is no word for is named by its code, which is English. */
    private String item(Nonconformity row, Language language) {
        String key = "item." + row.item();
        String name = phrases.get(language).containsKey(key)
                ? say(language, key, Map.of())
                : row.item().replace('-', ' ');
        return row.part() == null || row.part().isBlank() ? name : name + " (" + row.part() + ")";
    }

    private static String quantity(String value, String unit) {
        String shown = unit == null ? "" : UNITS.getOrDefault(unit, unit);
        return value == null ? "" : shown.isEmpty() ? value : value + " " + shown;
    }

    private String amounts(List<Money> amounts, Language language) {
        return amounts.stream()
                .map(money -> {
                    int digits = DIGITS.getOrDefault(money.currency(), 0);
                    BigDecimal major = BigDecimal.valueOf(money.amount(), digits);
                    String number = String.format(Locale.ROOT, "%,." + digits + "f", major);
                    String own = "money." + money.currency();
                    return say(
                            language,
                            phrases.get(language).containsKey(own) ? own : "money",
                            Map.of("amount", number, "currency", money.currency()));
                })
                .collect(Collectors.joining(", "));
    }

    private static String shortened(List<String> orders) {
        String shown = orders.stream().limit(MOST_ORDERS).collect(Collectors.joining(", "));
        return orders.size() > MOST_ORDERS ? shown + " …" : shown;
    }

    private String say(Language language, String key, Map<String, Object> values) {
        Template phrase = phrases.get(language).get(key);
        if (phrase == null) {
            throw new IllegalStateException("No phrase " + key + " in " + language.code());
        }
        return phrase.render(values);
    }

    private static Map<String, Template> phrases(Engine engine, Language language) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(resource("phrases." + language.code() + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(key -> key, key -> engine.parse(properties.getProperty(key))));
    }

    private static String resource(String name) {
        try (InputStream file = Wording.class.getResourceAsStream("/notice/" + name)) {
            if (file == null) {
                throw new IllegalStateException("No resource notice/" + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
