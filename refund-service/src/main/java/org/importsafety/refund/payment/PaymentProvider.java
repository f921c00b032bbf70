package org.importsafety.refund.payment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.importsafety.refund.payment.ProviderApi.Payment;
import org.importsafety.refund.payment.ProviderApi.Reply;
import org.jboss.logging.Logger;

/** Asks the payment provider. Whatever goes wrong on the way is {@link Answer.Silence}: nobody knows what happened. */
@ApplicationScoped
class PaymentProvider {
    private static final Logger LOG = Logger.getLogger(PaymentProvider.class);

    private final ProviderApi api;
    private final Duration timeLimit;

    PaymentProvider(
            @RestClient ProviderApi api,
            @ConfigProperty(name = "quarkus.rest-client.provider.read-timeout") long timeLimitMillis) {
        this.api = api;
        this.timeLimit = Duration.ofMillis(timeLimitMillis);
    }

    /** To be repeated only with the same refund id, which never changes. */
    Uni<Answer> pay(Refund refund) {
        return ask(() -> api.pay(new Payment(
                        refund.refundId(), refund.orderId(), refund.lineNo(), refund.amount(), refund.currency()))
                .map(PaymentProvider::answer));
    }

    /** For a refund that was asked for before, with an outcome that is not known: never pays twice. */
    Uni<Answer> lookUpOrPay(Refund refund) {
        return ask(() -> api.lookUp(refund.refundId())
                        .map(PaymentProvider::answer)
                        .onFailure(PaymentProvider::isNotFound)
                        .recoverWithItem(new Answer.NotKnown()))
                .chain(answer -> answer instanceof Answer.NotKnown || answer instanceof Answer.BalanceShort
                        ? pay(refund)
                        : Uni.createFrom().item(answer));
    }

    /** A call that fails at once takes as long as an unanswered one: a provider that is down is not stormed. */
    private Uni<Answer> ask(Supplier<Uni<Answer>> call) {
        return Uni.createFrom().deferred(() -> {
            long began = System.nanoTime();
            return call.get().onFailure().recoverWithUni(failure -> {
                LOG.debugf("No answer from the provider: %s", failure);
                long left = timeLimit.toMillis() - (System.nanoTime() - began) / 1_000_000;
                return Uni.createFrom()
                        .<Answer>item(new Answer.Silence(failure.toString()))
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(Math.max(left, 1)));
            });
        });
    }

    private static Answer answer(Reply reply) {
        return reply == null
                ? new Answer.Silence("an empty answer")
                : Answer.of(reply.status(), reply.code(), reply.providerRef(), reply.available());
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof WebApplicationException http
                && http.getResponse().getStatus() == 404;
    }
}
