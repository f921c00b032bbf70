package org.importsafety.selection.campaign;

import static org.importsafety.selection.campaign.CampaignResource.noCampaign;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Function;
import org.importsafety.rest.Page;
import org.importsafety.rest.Problem;
import org.importsafety.selection.campaign.Campaign.State;
import org.importsafety.selection.campaign.ReadCampaign.Ranked;

/** What a campaign chose, or would choose, and why. */
@Path("/campaigns/{month}")
@RolesAllowed({"officer", "auditor"})
class SelectionResource {
    private final ReadCampaign readCampaign;

    SelectionResource(ReadCampaign readCampaign) {
        this.readCampaign = readCampaign;
    }

    @GET
    @Path("/selections")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> selections(
            @PathParam("month") String month, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        int size = Page.limit(limit);
        return closed(month, campaign -> readCampaign
                .selected(campaign, after, size + 1)
                .map(rows -> Response.ok(Page.of(rows, size, Ranked::listingId)).build()));
    }

    /** The whole list, in the columns of selections.csv. */
    @GET
    @Path("/selections")
    @Produces("text/csv;charset=UTF-8")
    public Uni<Response> selectionsAsCsv(@PathParam("month") String month) {
        return closed(month, campaign -> readCampaign
                .selected(campaign, null, Integer.MAX_VALUE)
                .map(rows -> Response.ok(csv(rows)).build()));
    }

    @GET
    @Path("/preview")
    public Uni<Response> preview(@PathParam("month") String month) {
        return with(month, campaign -> readCampaign.preview(campaign).map(preview -> Response.ok(preview)
                .build()));
    }

    @GET
    @Path("/explanation/{listingId}")
    public Uni<Response> explanation(@PathParam("month") String month, @PathParam("listingId") String listingId) {
        return with(month, campaign -> readCampaign
                .explain(campaign, listingId)
                .map(explanation -> explanation == null
                        ? Problem.status(
                                404,
                                "%s is not ranked in %s: no sales, or nobody published it".formatted(listingId, month))
                        : Response.ok(explanation).build()));
    }

    private Uni<Response> closed(String month, Function<Campaign, Uni<Response>> answer) {
        return with(
                month,
                campaign -> campaign.state() == State.CLOSED
                        ? answer.apply(campaign)
                        : Uni.createFrom()
                                .item(Problem.conflict(
                                        "%s is %s: nothing is selected yet".formatted(month, campaign.state()),
                                        List.of("preview"))));
    }

    private Uni<Response> with(String month, Function<Campaign, Uni<Response>> answer) {
        return readCampaign
                .find(month)
                .flatMap(campaign ->
                        campaign == null ? Uni.createFrom().item(noCampaign(month)) : answer.apply(campaign));
    }

    private static String csv(List<Ranked> rows) {
        StringBuilder text = new StringBuilder("month,category,rank,listing_id,units,orders,buyers\n");
        rows.forEach(r -> text.append(
                Csv.row(r.month(), r.category(), r.rank(), r.listingId(), r.units(), r.orders(), r.buyers())));
        return text.toString();
    }
}
