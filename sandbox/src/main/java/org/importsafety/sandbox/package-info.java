/**
 * {@code ./run}: starts the infrastructure and the services as processes of their own and plays everybody around them: the platform that
 * sells ({@code platform}), the laboratories ({@code lab}), the payment provider ({@code provider}) and the association's officer, who
 * closes the month and watches it to its end ({@code month}).
 *
 * <p>All of them are outside parties. They know the topics and the REST interfaces from the contract and read JSON as anybody would;
 * nothing here depends on the services' event classes.
 */
package org.importsafety.sandbox;
