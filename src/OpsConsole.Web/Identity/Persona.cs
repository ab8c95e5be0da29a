using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpsConsole.Core.Common;

namespace OpsConsole.Web.Identity;

/// <summary>A made-up colleague to sign in as while developing.</summary>
public sealed record Persona(string Key, string Name, string Does, params Role[] Roles)
{
    /// <summary>One for each role, so that each is seen alone, and three who hold several, as people do.</summary>
    public static readonly IReadOnlyList<Persona> All =
    [
        new("maya", "Maya Lindqvist", "Decides on releases and reads the code behind them", Role.ProductManager, Role.Engineer),
        new("jonas", "Jonas Weber", "Chooses models, looks after quality and providers", Role.Engineer),
        new("amara", "Amara Osei", "Decides which prompt version goes live", Role.ProductManager),
        new("tomas", "Tomás Herrera", "Writes prompts and datasets", Role.Author),
        new("ines", "Inês Duarte", "Reviews security findings", Role.Security),
        new("katrin", "Katrin Vogel", "Reviews legal and regulatory questions", Role.Legal),
        new("samuel", "Samuel Achterberg", "Keeps the risk register", Role.RiskManager),
        new("priya", "Priya Raman", "Reads everything, changes nothing", Role.Auditor),
        new("noah", "Noah Fischer", "Sets the console up", Role.Admin),
        new("lena", "Lena Sato", "Follows the figures", Role.Viewer),
        new("elif", "Elif Demir", "Answers for security and the risks that come with it", Role.Security, Role.RiskManager),
        new("oskar", "Oskar Nyberg", "Engineer on call who also sets the console up", Role.Engineer, Role.Admin),
    ];

    public static Persona? Find(string? key) => All.FirstOrDefault(persona => persona.Key == key);

    public ClaimsPrincipal ToPrincipal(DateTimeOffset signedInAt)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, Key),
            new(ClaimTypes.Name, Name),
            new(OpsClaims.SignedInAt, signedInAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            .. Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }
}
