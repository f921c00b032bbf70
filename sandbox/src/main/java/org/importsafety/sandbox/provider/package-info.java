/** The payment provider: moves money once per request id, whatever is asked how often. */
package org.importsafety.sandbox.provider;
