/** The laboratories: each polls for its own test orders with its own token, tests for a while and reports. */
package org.importsafety.sandbox.lab;
