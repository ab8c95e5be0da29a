using Microsoft.AspNetCore.Authorization;
using OpsConsole.Core.Common;

namespace OpsConsole.Web.Identity;

/// <summary>The permission that opens a page. The use cases behind it check again.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute(permission.ToString())
{
    public Permission Permission { get; } = permission;
}
