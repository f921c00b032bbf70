package org.importsafety.sandbox.provider;

/** What a merchant asks for. @param refundRequestId its key: the same id is the same refund @param amount minor units */
record RefundOrder(String refundRequestId, String orderId, int lineNo, long amount, String currency) {

    /** Null when nothing is wrong. */
    String complaint() {
        if (refundRequestId == null || refundRequestId.isBlank() || refundRequestId.length() > 64) {
            return "refundRequestId: 1 to 64 characters";
        }
        if (orderId == null || orderId.isBlank()) {
            return "orderId: must not be blank";
        }
        if (amount < 1) {
            return "amount: at least 1";
        }
        if (currency == null || !currency.matches("[A-Z]{3}")) {
            return "currency: an ISO 4217 code";
        }
        return null;
    }
}
