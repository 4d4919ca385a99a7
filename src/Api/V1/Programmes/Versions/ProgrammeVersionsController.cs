using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Http;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Programmes.Versions;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Api.V1.Programmes.Versions;

/// <summary>The versions of the coaching programmes, for those who write them.</summary>
[Route("api/v{version:apiVersion}/staff/programmes/{slug}/versions")]
[Tags("Staff")]
[Authorize(Policies.ContentEditor)]
public sealed class ProgrammeVersionsController(IDispatcher dispatcher) : ApiController
{
    /// <summary>A definition of the greatest length, also where most of its characters take two bytes.</summary>
    private const int LargestUpload = 2 * 1024 * 1024;

    /// <summary>Lists the versions of a programme, newest first, without their texts.</summary>
    /// <remarks>With those that came with a release of the service.</remarks>
    /// <param name="slug">The programme: <c>tis</c> or <c>jeanne</c>.</param>
    /// <param name="limit">1 to 100; 20 where it is absent.</param>
    /// <param name="cursor">The <c>nextCursor</c> of the page before.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<ProgrammeVersionResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> List(
        string slug, [QueryBounds(1, PageRequest.LargestSize, whereAbsent: PageRequest.DefaultSize)] int? limit, string? cursor,
        CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetProgrammeVersionsQuery(slug, new PageRequest(limit, cursor)), cancellationToken)).ToActionResult();

    /// <summary>Keeps a new version as a draft, once nothing is wrong with it.</summary>
    /// <remarks>
    /// What is wrong is told in <c>errors</c> by its place, <c>line 12</c>, or <c>definition</c> for what is about no line; nothing is kept then. Up to 2
    /// MiB of JSON. Kept in the audit trail.
    /// </remarks>
    /// <param name="slug">The programme: <c>tis</c> or <c>jeanne</c>.</param>
    /// <param name="body">The text.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost]
    [Idempotent]
    [BodyLimit(LargestUpload)]
    [ProblemCodes("programme-version-not-higher", "programme-version-too-high")]
    [ProducesResponseType<ProgrammeVersionResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Upload(string slug, UploadProgrammeVersionBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new UploadProgrammeVersionCommand(slug, body.Definition), cancellationToken))
            .ToCreatedResult(uploaded => $"/api/v1/staff/programmes/{uploaded.Slug}/versions/{uploaded.Version}");

    /// <summary>Reads one version, with its text and what is wrong with it by now.</summary>
    /// <remarks>A version without faults can be published.</remarks>
    /// <param name="slug">The programme: <c>tis</c> or <c>jeanne</c>.</param>
    /// <param name="number">The version.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{number:int}")]
    [ProducesResponseType<ProgrammeVersionTextResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Get(string slug, int number, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetProgrammeVersionQuery(new ProgrammeVersionRef(slug, number)), cancellationToken)).ToActionResult();

    /// <summary>Has people begin with this version from now on; publishing an earlier one goes back to it.</summary>
    /// <remarks>
    /// It is checked once more: with faults it is refused, <c>errors</c> says where, and what is published stays. Every replica follows within seconds.
    /// Whoever is on the way keeps the version they began with, unless a successor is set for it. Kept in the audit trail.
    /// </remarks>
    /// <param name="slug">The programme: <c>tis</c> or <c>jeanne</c>.</param>
    /// <param name="number">The version.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{number:int}/publication")]
    [ProblemCodes("programme-version-has-faults")]
    [ProducesResponseType<ProgrammeVersionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> Publish(string slug, int number, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new PublishProgrammeVersionCommand(new ProgrammeVersionRef(slug, number)), cancellationToken)).ToActionResult();

    /// <summary>Has whoever is on the way with this version moved to a newer one.</summary>
    /// <remarks>
    /// Each at the beginning of their next day, where all that their way holds on to means the same in the newer one: the goal, the phase they are in, what
    /// is open to be done, every answer of their profile and every question that it requires. Whoever cannot go on so keeps this version; <c>underWay</c> of
    /// each version says how many there are. Kept in the audit trail.
    /// </remarks>
    /// <param name="slug">The programme: <c>tis</c> or <c>jeanne</c>.</param>
    /// <param name="number">The version that people are on the way with.</param>
    /// <param name="body">The newer one.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{number:int}/successor")]
    [ProblemCodes("programme-version-cannot-succeed")]
    [ProducesResponseType<ProgrammeVersionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> SetSuccessor(string slug, int number, SetSuccessorVersionBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetSuccessorVersionCommand(new ProgrammeVersionRef(slug, number), body.Version), cancellationToken)).ToActionResult();

    /// <summary>Has whoever is still on the way with this version stay with it.</summary>
    /// <remarks>Who was moved already is not moved back. Kept in the audit trail.</remarks>
    /// <param name="slug">The programme: <c>tis</c> or <c>jeanne</c>.</param>
    /// <param name="number">The version that people are on the way with.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpDelete("{number:int}/successor")]
    [ProducesResponseType<ProgrammeVersionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> RemoveSuccessor(string slug, int number, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new RemoveSuccessorVersionCommand(new ProgrammeVersionRef(slug, number)), cancellationToken)).ToActionResult();
}
