-- While held_for is set, nothing of the case is sent to the provider: the appeal against the block that it waits for.
alter table refund_case add column held_for text, add column held_by text, add column held_reason text,
    add column held_at timestamptz;
