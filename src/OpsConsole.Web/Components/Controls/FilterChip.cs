namespace OpsConsole.Web.Components.Controls;

/// <summary>A filter that holds, and the address of the page without it.</summary>
public sealed record FilterChip(string Name, string Value, string WithoutHref);
