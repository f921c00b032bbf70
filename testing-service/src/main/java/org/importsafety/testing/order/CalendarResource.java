package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.calendar.KoreanHolidays;
import org.importsafety.calendar.WorkingDays;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.testing.access.Audit;
import org.importsafety.testing.access.Caller;
import org.importsafety.testing.order.DeclaredDays.Day;

/** The working days of Korea that due dates are counted in, and an officer's word on single days. */
@Path("/calendar")
class CalendarResource {
    private final Mutiny.SessionFactory sessions;
    private final JsonWebToken token;
    private final Clock clock;

    CalendarResource(Mutiny.SessionFactory sessions, JsonWebToken token, Clock clock) {
        this.sessions = sessions;
        this.token = token;
        this.clock = clock;
    }

    record Declaration(Boolean working, String name) {}

    /** @param name of a declared day; null where a rule says it. @param declared an officer's word, which wins */
    record CalendarDay(LocalDate date, boolean working, String name, boolean declared) {}

    /** @param days weekdays that are not worked on, and whatever was declared */
    record Year(int year, List<CalendarDay> days) {}

    @GET
    @RolesAllowed({"officer", "auditor", "lab"})
    public Uni<Response> get(@QueryParam("year") Integer year) {
        if (year == null || year < 2000 || year > 2100) {
            return Uni.createFrom().item(Problem.badRequest("year", "must be from 2000 to 2100"));
        }
        return sessions.withSession(session -> new DeclaredDays(session).from(LocalDate.of(year, 1, 1)))
                .map(declared -> Response.ok(year(year, declared)).build());
    }

    private static Year year(int year, List<Day> declared) {
        Map<LocalDate, CalendarDay> days = new TreeMap<>();
        KoreanHolidays.of(year).stream()
                .filter(WorkingDays::isWeekday)
                .forEach(day -> days.put(day, new CalendarDay(day, false, null, false)));
        declared.stream()
                .filter(day -> day.date().getYear() == year)
                .forEach(day -> days.put(day.date(), new CalendarDay(day.date(), day.working(), day.name(), true)));
        return new Year(year, List.copyOf(days.values()));
    }

    /** Orders that were placed keep their due dates. */
    @PUT
    @Path("/{date}")
    @RolesAllowed("officer")
    public Uni<Response> put(String date, Declaration body) {
        if (body == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "is missing"));
        }
        List<FieldError> errors = new ArrayList<>();
        LocalDate day = day(date, errors);
        if (body.working() == null) {
            errors.add(new FieldError("working", "is missing"));
        }
        if (body.name() == null || body.name().isBlank() || body.name().length() > 100) {
            errors.add(new FieldError("name", "must have 1 to 100 characters"));
        }
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(Problem.invalid(errors));
        }
        Day said = new Day(day, body.working(), body.name());
        return sessions.withTransaction(session -> new DeclaredDays(session)
                        .put(said)
                        .call(isNew -> isNew
                                ? new Audit(session)
                                        .note(
                                                clock.instant(),
                                                Caller.of(token),
                                                "DAY_DECLARED",
                                                day.toString(),
                                                (said.working() ? "working: " : "not working: ") + said.name())
                                : Uni.createFrom().voidItem()))
                .map(isNew -> Response.ok(new CalendarDay(day, said.working(), said.name(), true))
                        .build());
    }

    private static LocalDate day(String text, List<FieldError> errors) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            errors.add(new FieldError("date", "must be a date, YYYY-MM-DD"));
            return null;
        }
    }
}
