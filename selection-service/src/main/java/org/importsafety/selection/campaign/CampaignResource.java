package org.importsafety.selection.campaign;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.importsafety.rest.FieldError;
import org.importsafety.rest.Problem;
import org.importsafety.selection.campaign.CloseCampaign.Answer;
import org.importsafety.selection.campaign.OpenCampaign.Result;
import org.importsafety.selection.campaign.ReadCampaign.Picture;

/** Opening, closing and watching a month's campaign. */
@Path("/campaigns")
class CampaignResource {
    private static final int MOST_PLACES = 1000;

    private final OpenCampaign openCampaign;
    private final CloseCampaign closeCampaign;
    private final ReadCampaign readCampaign;

    CampaignResource(OpenCampaign openCampaign, CloseCampaign closeCampaign, ReadCampaign readCampaign) {
        this.openCampaign = openCampaign;
        this.closeCampaign = closeCampaign;
        this.readCampaign = readCampaign;
    }

    /** @param rule the default is most-orders @param top of every category; else a plan names the categories */
    record Request(String month, String rule, Integer top, List<PlanRow> plan) {
        record PlanRow(String category, Integer top) {}

        List<FieldError> errors() {
            List<FieldError> errors = new ArrayList<>();
            if (CampaignMonth.parse(month).isEmpty()) {
                errors.add(new FieldError("month", "must be a month as YYYY-MM"));
            }
            if (ruleOrDefault() == null) {
                errors.add(new FieldError("rule", "must be one of " + String.join(", ", Rule.texts())));
            }
            if ((top == null) == (plan == null)) {
                errors.add(new FieldError("plan", "give either top or plan"));
            } else if (top != null) {
                checkPlaces("top", top, errors);
            } else {
                checkPlan(errors);
            }
            return errors;
        }

        private void checkPlan(List<FieldError> errors) {
            if (plan.isEmpty()) {
                errors.add(new FieldError("plan", "must name at least one category"));
            }
            Map<String, Integer> seen = new TreeMap<>();
            for (int i = 0; i < plan.size(); i++) {
                PlanRow row = plan.get(i);
                String path = "plan[" + i + "]";
                if (row == null || row.category() == null || row.category().isBlank()) {
                    errors.add(new FieldError(path + ".category", "must not be blank"));
                } else if (seen.putIfAbsent(row.category(), i) != null) {
                    errors.add(new FieldError(path + ".category", "is in the plan already: " + row.category()));
                }
                checkPlaces(path + ".top", row == null ? null : row.top(), errors);
            }
        }

        private static void checkPlaces(String field, Integer places, List<FieldError> errors) {
            if (places == null || places < 1 || places > MOST_PLACES) {
                errors.add(new FieldError(field, "must be a whole number from 1 to " + MOST_PLACES));
            }
        }

        private Rule ruleOrDefault() {
            return rule == null ? Rule.MOST_ORDERS : Rule.parse(rule).orElse(null);
        }

        private Plan wantedPlan() {
            if (top != null) {
                return Plan.top(top);
            }
            Map<String, Integer> byCategory = new TreeMap<>();
            plan.forEach(row -> byCategory.put(row.category(), row.top()));
            return Plan.of(byCategory);
        }
    }

    @POST
    @RolesAllowed("officer")
    public Uni<Response> open(Request request) {
        if (request == null) {
            return Uni.createFrom().item(Problem.badRequest("body", "a campaign is needed"));
        }
        List<FieldError> errors = request.errors();
        if (!errors.isEmpty()) {
            return Uni.createFrom().item(Problem.invalid(errors));
        }
        CampaignMonth month = CampaignMonth.parse(request.month).orElseThrow();
        return openCampaign
                .open(month, request.ruleOrDefault(), request.wantedPlan())
                .flatMap(result -> {
                    if (result instanceof Result.Opened opened) {
                        return pictured(Response.created(URI.create("/campaigns/" + month)), opened.campaign());
                    }
                    if (result instanceof Result.Same same) {
                        return pictured(Response.ok(), same.campaign());
                    }
                    return Uni.createFrom()
                            .item(Problem.conflict(month + " has a campaign with another rule or plan", null));
                });
    }

    @POST
    @Path("/{month}/close")
    @RolesAllowed("officer")
    public Uni<Response> close(@PathParam("month") String month) {
        return readCampaign
                .find(month)
                .flatMap(campaign -> campaign == null
                        ? Uni.createFrom().item(noCampaign(month))
                        : closeCampaign.ask(campaign).flatMap(answer -> answered(month, answer)));
    }

    private Uni<Response> answered(String month, Answer answer) {
        if (answer instanceof Answer.TooEarly early) {
            return Uni.createFrom()
                    .item(Problem.conflict(
                            "%s ends at %s; it can be closed from then on".formatted(month, early.monthEnds()),
                            List.of("preview")));
        }
        return readCampaign
                .find(month)
                .flatMap(campaign ->
                        pictured(answer instanceof Answer.Asked ? Response.accepted() : Response.ok(), campaign));
    }

    @GET
    @Path("/{month}")
    @RolesAllowed({"officer", "auditor"})
    public Uni<Response> get(@PathParam("month") String month) {
        return readCampaign
                .find(month)
                .flatMap(campaign -> campaign == null
                        ? Uni.createFrom().item(noCampaign(month))
                        : pictured(Response.ok(), campaign));
    }

    static Response noCampaign(String month) {
        return Problem.status(404, "There is no campaign " + month);
    }

    private Uni<Response> pictured(Response.ResponseBuilder response, Campaign campaign) {
        Uni<Picture> picture = readCampaign.picture(campaign);
        return picture.map(body -> response.entity(body).build());
    }
}
