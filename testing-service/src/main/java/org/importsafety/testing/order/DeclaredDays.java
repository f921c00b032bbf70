package org.importsafety.testing.order;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.importsafety.calendar.WorkingDays;

/** Days of which an officer has said whether they are worked on: they win over every rule. In one session. */
final class DeclaredDays {
    private final Mutiny.Session session;

    DeclaredDays(Mutiny.Session session) {
        this.session = session;
    }

    /** @param name why, such as "general election" */
    record Day(LocalDate date, boolean working, String name) {}

    /** Which days from this one on are worked on, by the rules and by what was declared. */
    Uni<Predicate<LocalDate>> workedOnFrom(LocalDate date) {
        return from(date).map(declared -> {
            Map<LocalDate, Boolean> said = declared.stream().collect(Collectors.toMap(Day::date, Day::working));
            return day -> said.containsKey(day) ? said.get(day) : WorkingDays.isWorkedOn(day);
        });
    }

    Uni<List<Day>> from(LocalDate date) {
        return session.createQuery("from DeclaredDayRow where date >= :from order by date", DeclaredDayRow.class)
                .setParameter("from", date)
                .getResultList()
                .map(rows -> rows.stream().map(DeclaredDayRow::toDay).toList());
    }

    /** @return whether it says something new */
    Uni<Boolean> put(Day day) {
        return session.find(DeclaredDayRow.class, day.date(), LockMode.PESSIMISTIC_WRITE)
                .chain(there -> {
                    if (there != null && there.toDay().equals(day)) {
                        return Uni.createFrom().item(false);
                    }
                    Uni<DeclaredDayRow> row = there != null
                            ? Uni.createFrom().item(there)
                            : Uni.createFrom()
                                    .item(new DeclaredDayRow(day.date()))
                                    .call(session::persist);
                    return row.invoke(stored -> stored.set(day))
                            .chain(session::flush)
                            .replaceWith(true);
                });
    }
}

@Entity
@Table(name = "declared_day")
class DeclaredDayRow {
    @Id
    @Column(name = "day")
    LocalDate date;

    boolean working;
    String name;

    DeclaredDayRow() {}

    DeclaredDayRow(LocalDate date) {
        this.date = date;
        this.name = "";
    }

    void set(DeclaredDays.Day day) {
        working = day.working();
        name = day.name();
    }

    DeclaredDays.Day toDay() {
        return new DeclaredDays.Day(date, working, name);
    }
}
