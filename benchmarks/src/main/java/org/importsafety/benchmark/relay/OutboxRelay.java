package org.importsafety.benchmark.relay;

/** What sends the rows of one outbox. It can be ended and started again. */
public interface OutboxRelay {

    /** While it is ended: whatever is committed from now on will be sent, and what was before is forgotten. The outbox is empty. */
    void begin() throws Exception;

    /** Returns when it is at work. */
    void start() throws Exception;

    /** Something was committed in this process. */
    void wake();

    void stop() throws Exception;
}
