namespace OpsConsole.Web.Components.Controls;

/// <summary>A fault in a text; line and column count from one.</summary>
public sealed record CodeProblem(int Line, int Column, string Reason);
