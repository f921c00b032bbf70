/** The marketplace: tells its listings and order lines, stops sales when it is asked to, and answers. It sees four topics, no REST. */
package org.importsafety.sandbox.platform;
