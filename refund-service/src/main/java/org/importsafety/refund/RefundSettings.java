package org.importsafety.refund;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How refunds are paid. Times are wall time, unless said otherwise. */
@ConfigMapping(prefix = "refund")
public interface RefundSettings {
    /** The bearer token for calls to the payment provider. */
    String providerToken();

    /** How many calls to the provider are under way at most. */
    @WithDefault("32")
    int inFlight();

    /**
     * For how long a claimed refund belongs to the instance that claimed it; if that dies, another one goes on after
     * it. Long enough for all calls of a claim, two for each refund, to run into their time limit.
     */
    @WithDefault("15s")
    Duration lease();

    /** How long after a call without a final answer the provider is asked again. */
    @WithDefault("3s")
    Duration askAgain();

    /**
     * After how many questions without a final answer a refund is on the list of those that a person has to look at. It is
     * still asked about, more and more seldom: the n-th time n times as long after the last one. A hundred take four hours.
     */
    @WithDefault("100")
    int mostQuestions();

    /** How long after the provider's balance was too short for a refund it is asked for again. */
    @WithDefault("30s")
    Duration balanceAgain();

    /** Payments a second that the provider is asked for at most, by all instances; 0: no limit. An officer may set another. */
    @WithDefault("0")
    int paymentsPerSecond();

    /** Whether refunds wait while an appeal against the block is open. */
    @WithDefault("true")
    boolean holdOnAppeal();

    /** Where a buyer can ask, as it stands in notices; by default Korea's consumer counselling line. */
    @WithDefault("1372 (https://www.ccn.go.kr)")
    String noticeContact();

    /**
     * By currency, in minor units: a case that pays more waits until two people have said that it is paid. Without a limit
     * for a currency, none is needed.
     */
    Map<String, Long> approvalAbove();

    /** How often the jobs look for work when nothing wakes them. */
    @WithDefault("200ms")
    Duration poll();

    /** How often cases, orders and the provider's statement are compared, in programme time; 0: only when asked. */
    @WithDefault("24h")
    Duration reconcileEvery();

    /** Interest in percent a year that buyers are owed on what they get back late; 0: none. By Korean law it is 15. */
    @WithDefault("0")
    int delayInterestPercent();

    /** How many working days in Korea after it was planned a refund is still in time. */
    @WithDefault("3")
    int delayInterestAfter();

    /**
     * For how many whole months order lines are kept, in programme time; 0: for good. Not fewer than 13: a case reaches
     * back twelve months before the close of its campaign, and a relisting as far as the listing it came from.
     */
    @WithDefault("0")
    int purchaseMonths();

    /**
     * For how many whole months after its case was complete it is kept who was told what, in programme time; 0: for good.
     * Not fewer than 13, since the language of a buyer is that of an order as old as a case reaches back.
     */
    @WithDefault("0")
    int noticeMonths();
}
