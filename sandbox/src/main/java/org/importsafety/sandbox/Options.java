package org.importsafety.sandbox;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What can be said on the command line. */
final class Options {

    private static final String SHOP = "sandbox/data/shop-2011h1/";
    private static final String SHOP_MONTH = "2011-05";

    @Option(
            names = "--listings",
            paramLabel = "F",
            description = "Listings (CSV, .gz allowed). Default: a real web shop's, " + SHOP + ".")
    Path listings;

    @Option(
            names = "--orders",
            paramLabel = "F",
            description = "Order lines (CSV, .gz allowed); --listings and --orders go together.")
    Path orders;

    @Option(
            names = "--plan",
            paramLabel = "F",
            description = "How many listings of which category are tested (CSV). Default: the shop's plan.")
    Path plan;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "As many of every category, instead of a plan (1 to 1000).")
    Integer top;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            defaultValue = "most-orders",
            description = "most-orders, most-units or most-buyers. Default: ${DEFAULT-VALUE}.")
    String rule;

    @Option(
            names = "--lab-results",
            paramLabel = "F",
            description = "What the laboratories report (CSV); listings that are not in it are drawn.")
    Path labResults;

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            converter = Month.class,
            description = "The month to be played, in Seoul's time. Default: " + SHOP_MONTH + " with the shop's data.")
    YearMonth month;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Start of all draws. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--failures",
            paramLabel = "SHARE",
            defaultValue = "0.15",
            description =
                    "Share of the tested listings that fail, 0 to 1. Default: ${DEFAULT-VALUE}, as in the real programme's first year.")
    BigDecimal failures;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "3600",
            description = "Programme seconds in a second, 1 to 1000000. Default: ${DEFAULT-VALUE}, an hour a second.")
    long speed;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            split = ",",
            description =
                    "What goes wrong around the services, separated by commas: duplicate-orders, shuffled-orders, lost-provider-answer, corrected-report, lying-platform, "
                            + "refusing-lab, late-lab, silent-platform, bouncing-notices, relisting.")
    List<String> faults = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Keeps all data in DIR and goes on from what is there. Default: a temporary folder, deleted at the end.")
    Path data;

    @Option(names = "--fresh", description = "Empties --data first.")
    boolean fresh;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where the month's files are written. Default: ${DEFAULT-VALUE}.")
    Path out;

    @Option(
            names = "--exit",
            description = "Ends when the month has ended; otherwise everything stays up until Ctrl-C.")
    boolean exit;

    @Option(
            names = "--infra-only",
            description =
                    "Starts only Kafka, PostgreSQL, topics, databases and tokens; says how to start services in dev mode.")
    boolean infraOnly;

    @Option(
            names = "--prepare",
            description =
                    "For Docker: writes topics, keys, tokens and programme time for services that run elsewhere into --data, and ends.")
    boolean prepare;

    @Option(
            names = "--join",
            description =
                    "For Docker: plays the month with services that run elsewhere, after --prepare with the same options.")
    boolean join;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "8080",
            description = {
                "First of 15 ports. Default: ${DEFAULT-VALUE}.",
                "+0 dashboard, +1..+4 services, +10 shop and payment provider, +12 and +13 Kafka, +14 PostgreSQL."
            })
    int portBase;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    /** Puts the defaults in that depend on one another. @param home the repository */
    void complete(Path home) {
        if ((listings == null) != (orders == null)) {
            throw usage("--listings and --orders go together");
        }
        if (plan != null && top != null) {
            throw usage("either --plan or --top, not both");
        }
        boolean shop = listings == null;
        if (!shop && month == null) {
            throw usage("--month is needed with --listings and --orders");
        }
        if (!shop && plan == null && top == null) {
            throw usage("--plan or --top is needed with --listings and --orders");
        }
        if (shop) {
            listings = home.resolve(SHOP + "listings.csv.gz");
            orders = home.resolve(SHOP + "orders.csv.gz");
            plan = plan == null && top == null ? home.resolve(SHOP + "plan.csv") : plan;
            month = month == null ? YearMonth.parse(SHOP_MONTH) : month;
        }
        checkValues();
    }

    Set<Fault> faultSet() {
        Set<Fault> known = new TreeSet<>();
        for (String fault : faults) {
            try {
                known.add(Fault.of(fault));
            } catch (IllegalArgumentException e) {
                throw usage("--faults: " + e.getMessage());
            }
        }
        return known;
    }

    private void checkValues() {
        if (!Set.of("most-orders", "most-units", "most-buyers").contains(rule)) {
            throw usage("--rule: '" + rule + "' is none of most-orders, most-units, most-buyers");
        }
        if (top != null && (top < 1 || top > 1000)) {
            throw usage("--top: from 1 to 1000");
        }
        if (failures.signum() < 0 || failures.compareTo(BigDecimal.ONE) > 0) {
            throw usage("--failures: a share from 0 to 1");
        }
        if (speed < 1 || speed > 1_000_000) {
            throw usage("--speed: from 1 to 1000000");
        }
        if (portBase < 1024 || portBase > 65535 - 14) {
            throw usage("--port-base: from 1024 to " + (65535 - 14));
        }
        if (fresh && data == null) {
            throw usage("--fresh is for --data; without it every run is fresh");
        }
        if ((prepare || join) && (data == null || prepare && join || infraOnly)) {
            throw usage("--prepare, then --join, each with --data and without --infra-only");
        }
        if (infraOnly && exit) {
            throw usage("--infra-only stays up, so --exit makes no sense with it");
        }
        faultSet();
    }

    private static Refusal usage(String sentence) {
        return new Refusal(Refusal.BAD_INPUT, sentence + " (./run --help shows all options)");
    }

    static final class Month implements ITypeConverter<YearMonth> {
        @Override
        public YearMonth convert(String written) {
            try {
                return YearMonth.parse(written);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + written + "' is not YYYY-MM");
            }
        }
    }
}
