/** The files of a month: all of them are read and checked before anything starts. */
package org.importsafety.sandbox.input;
