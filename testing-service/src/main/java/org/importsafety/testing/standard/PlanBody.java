package org.importsafety.testing.standard;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.importsafety.rest.FieldError;
import org.importsafety.testing.standard.Limit.Comparator;

/** A plan version on the wire. {@code plan} and {@code version} are the path's; in a request they are not read. */
public record PlanBody(
        String plan,
        Integer version,
        List<String> categories,
        List<String> ageGroups,
        LocalDate from,
        LocalDate to,
        String decisionRule,
        List<LimitBody> limits) {
    private static final String NUMBER = "-?\\d{1,18}(\\.\\d{1,18})?";
    private static final Set<String> AGE_GROUPS = Set.of("CHILD", "CHILD_UNDER_36M", "ADULT");

    public record LimitBody(
            String item,
            String method,
            Comparator comparator,
            String limit,
            String upper,
            String unit,
            List<String> materials,
            Boolean skinContact,
            String part,
            List<String> sumOf,
            String source,
            Integer reference,
            Boolean verified) {

        static LimitBody of(Limit limit) {
            return new LimitBody(
                    limit.item(),
                    limit.method(),
                    limit.comparator(),
                    text(limit.limit()),
                    text(limit.upper()),
                    limit.unit(),
                    limit.materials(),
                    limit.skinContact(),
                    limit.part(),
                    limit.sumOf(),
                    limit.source(),
                    limit.reference(),
                    limit.verified());
        }

        private static String text(BigDecimal number) {
            return number == null ? null : number.toPlainString();
        }

        private static BigDecimal number(String text) {
            return text == null ? null : new BigDecimal(text);
        }

        Limit toLimit() {
            return new Limit(
                    item,
                    method,
                    comparator,
                    number(limit),
                    number(upper),
                    unit,
                    materials == null ? List.of() : materials,
                    skinContact,
                    part,
                    sumOf == null ? List.of() : sumOf,
                    source,
                    reference,
                    verified);
        }
    }

    public static PlanBody of(PlanVersion version) {
        return new PlanBody(
                version.plan(),
                version.version(),
                version.categories(),
                version.ageGroups(),
                version.from(),
                version.to(),
                version.decisionRule().name(),
                version.limits().stream().map(LimitBody::of).toList());
    }

    public PlanVersion toPlan(String ofPlan, int ofVersion) {
        return new PlanVersion(
                ofPlan,
                ofVersion,
                categories,
                ageGroups == null ? List.of() : ageGroups,
                from,
                to,
                DecisionRule.valueOf(decisionRule),
                limits.stream().map(LimitBody::toLimit).toList());
    }

    /** Every field that is wrong, those of the path last; none: it can be made a plan. */
    public List<FieldError> errors(String ofPlan, int ofVersion) {
        List<FieldError> errors = errors();
        if (!ofPlan.matches("[a-z0-9-]{1,64}")) {
            errors.add(new FieldError("plan", "must be of small letters, digits and hyphens"));
        }
        if (ofVersion < 1) {
            errors.add(new FieldError("version", "must be 1 or more"));
        }
        return errors;
    }

    private List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>();
        if (categories == null || categories.isEmpty() || categories.stream().anyMatch(PlanBody::isBlank)) {
            errors.add(new FieldError("categories", "must name at least one category"));
        }
        if (ageGroups != null && !AGE_GROUPS.containsAll(ageGroups)) {
            errors.add(new FieldError(
                    "ageGroups", "must be of " + AGE_GROUPS.stream().sorted().toList()));
        }
        if (from == null) {
            errors.add(new FieldError("from", "is missing"));
        } else if (to != null && to.isBefore(from)) {
            errors.add(new FieldError("to", "is before from"));
        }
        if (EnumSet.allOf(DecisionRule.class).stream()
                .noneMatch(rule -> rule.name().equals(decisionRule))) {
            errors.add(new FieldError("decisionRule", "must be one of " + EnumSet.allOf(DecisionRule.class)));
        }
        if (limits == null || limits.isEmpty()) {
            errors.add(new FieldError("limits", "must have at least one entry"));
            return errors;
        }
        Map<String, LimitBody> firstOfItem = new HashMap<>();
        for (int i = 0; i < limits.size(); i++) {
            LimitBody limit = limits.get(i);
            String at = "limits[" + i + "]";
            if (limit == null) {
                errors.add(new FieldError(at, "must be an object"));
            } else {
                check(limit, at + ".", errors);
                LimitBody first = firstOfItem.putIfAbsent(String.valueOf(limit.item()), limit);
                if (first != null && !isOfOneKind(first, limit)) {
                    errors.add(new FieldError(at + ".unit", "the limits of one item must be of one kind"));
                }
            }
        }
        return errors;
    }

    private static void check(LimitBody limit, String at, List<FieldError> errors) {
        require(errors, at + "item", limit.item());
        require(errors, at + "method", limit.method());
        require(errors, at + "source", limit.source());
        if (limit.verified() == null) {
            errors.add(new FieldError(at + "verified", "is missing"));
        }
        if (Unit.of(limit.unit()).isEmpty()) {
            errors.add(new FieldError(at + "unit", "is no known unit: " + limit.unit()));
        }
        if (limit.materials() != null && limit.materials().stream().anyMatch(PlanBody::isBlank)) {
            errors.add(new FieldError(at + "materials", "must not have a blank entry"));
        }
        checkSum(limit, at + "sumOf", errors);
        if (limit.reference() != null && limit.reference() < 1) {
            errors.add(new FieldError(at + "reference", "must be 1 or more"));
        }
        if (limit.comparator() == null) {
            errors.add(new FieldError(at + "comparator", "must be one of " + EnumSet.allOf(Comparator.class)));
            return;
        }
        boolean numeric = limit.comparator().isNumeric();
        boolean hasLimit = number(errors, at + "limit", limit.limit(), numeric, limit.comparator() != Comparator.PASS);
        boolean range = limit.comparator() == Comparator.RANGE;
        boolean hasUpper = number(errors, at + "upper", limit.upper(), range, range);
        if (hasLimit && hasUpper && new BigDecimal(limit.limit()).compareTo(new BigDecimal(limit.upper())) > 0) {
            errors.add(new FieldError(at + "upper", "is below limit"));
        }
    }

    private static void checkSum(LimitBody limit, String field, List<FieldError> errors) {
        List<String> components = limit.sumOf();
        if (components == null || components.isEmpty()) {
            return;
        }
        if (components.stream().anyMatch(PlanBody::isBlank)) {
            errors.add(new FieldError(field, "must not have a blank entry"));
        } else if (components.size() < 2 || components.stream().distinct().count() < components.size()) {
            errors.add(new FieldError(field, "must name two or more components, each once"));
        } else if (components.contains(limit.item())) {
            errors.add(new FieldError(field, "an item is no component of itself"));
        } else if (limit.comparator() != null
                && limit.comparator() != Comparator.LE
                && limit.comparator() != Comparator.LT) {
            errors.add(new FieldError(field, "only an upper limit, LE or LT, can be a sum's"));
        }
    }

    /** @return whether there is a number */
    private static boolean number(
            List<FieldError> errors, String field, String text, boolean needed, boolean possible) {
        if (text == null) {
            if (needed) {
                errors.add(new FieldError(field, "is missing"));
            }
            return false;
        }
        if (!possible) {
            errors.add(new FieldError(field, "does not go with this comparator"));
        } else if (!text.matches(NUMBER)) {
            errors.add(new FieldError(field, "is no plain decimal number"));
        }
        return possible && text.matches(NUMBER);
    }

    /** So that a measurement fits every limit of its item or none. */
    private static boolean isOfOneKind(LimitBody one, LimitBody other) {
        return (one.comparator() == Comparator.PASS) == (other.comparator() == Comparator.PASS)
                && Unit.of(one.unit())
                        .flatMap(unit -> Unit.of(other.unit()).map(unit::convertsTo))
                        .orElse(true);
    }

    private static void require(List<FieldError> errors, String field, String value) {
        if (isBlank(value)) {
            errors.add(new FieldError(field, "is missing"));
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
